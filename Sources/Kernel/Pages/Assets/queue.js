// 邻里 Linli, reports written without network. Used by pages and by the service worker alike.
'use strict';
self.linliQueue = prefix => {
  const open = () => new Promise((done, failed) => {
    const wish = indexedDB.open('linli' + prefix, 1);
    wish.onupgradeneeded = () => {
      wish.result.createObjectStore('drafts');
      wish.result.createObjectStore('reports', { keyPath: 'key' });
    };
    wish.onsuccess = () => done(wish.result);
    wish.onerror = () => failed(wish.error);
  });
  const within = async (store, mode, act) => {
    const db = await open();
    try {
      return await new Promise((done, failed) => {
        const tx = db.transaction(store, mode), wish = act(tx.objectStore(store));
        tx.oncomplete = () => done(wish.result);
        tx.onerror = tx.onabort = () => failed(tx.error);
      });
    } finally { db.close(); }
  };
  // Words stand beside photos and are newer than them: they are written at each key, photos are too large for that.
  // Each reader has their own; what was begun before signing in follows whoever signs in with it.
  const whole = reader => ['report.' + reader, 'words.' + reader];
  const draft = {
    get: async reader => {
      const of = async name => {
        const found = [];
        for (const key of whole(name)) { const part = await within('drafts', 'readonly', s => s.get(key)); if (part) found.push(part); }
        return found.length ? Object.assign({}, ...found) : undefined;
      };
      return await of(reader) || await of('');
    },
    set: (reader, value) => within('drafts', 'readwrite', s => {
      for (const key of [whole(reader)[1], ...reader ? whole('') : []]) s.delete(key);
      return s.put(value, whole(reader)[0]);
    }),
    setWords: (reader, words) => within('drafts', 'readwrite', s => s.put(words, whole(reader)[1])),
    clear: reader => within('drafts', 'readwrite', s => { for (const key of [...whole(reader), ...whole('')]) s.delete(key); return s.count(); }),
    forget: () => within('drafts', 'readwrite', s => s.clear()),
  };
  // The worker sends too: open pages hear what became of what they show.
  const tell = () => {
    if (!self.BroadcastChannel) return;
    const channel = new BroadcastChannel('linli-queue' + prefix);
    channel.postMessage('changed');
    channel.close();
  };
  const onNews = hear => { if (self.BroadcastChannel) new BroadcastChannel('linli-queue' + prefix).onmessage = hear; };
  const all = () => within('reports', 'readonly', s => s.getAll());
  const put = async item => { await within('reports', 'readwrite', s => s.put(item)); tell(); };
  const drop = async key => { await within('reports', 'readwrite', s => s.delete(key)); tell(); };
  const forget = async () => { await draft.forget(); await within('reports', 'readwrite', s => s.clear()); tell(); };

  // The key is made when the report is queued and stays with it: however often it is sent, it is one report.
  const newKey = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18)))).replace(/\+/g, '-').replace(/\//g, '_');

  // What a form held, photos and voice as they are.
  const ofForm = form => {
    const of = name => String(form.get(name) || '');
    const files = name => form.getAll(name).filter(file => file && file.size);
    const found = {};
    for (const name of ['kind', 'type', 'text', 'address', 'grid', 'latitude', 'longitude', 'phone', 'public', 'anonymous', 'hidden'])
      if (form.has(name)) found[name] = of(name);
    if (form.has('photos')) found.photos = files('photos');
    // Those that the server has already are named, and not sent again.
    if (form.has('kept_photo')) found.sent = form.getAll('kept_photo').map(String).filter(Boolean);
    if (files('voice').length) found.voice = files('voice')[0];
    return found;
  };

  // A line that is there and carries nothing must not hold the queue for ever.
  const limit = seconds => self.AbortSignal && AbortSignal.timeout ? AbortSignal.timeout(seconds * 1000) : undefined;

  // A fresh mark and whose browser this is now; the page as it is on the server, never the kept one.
  const mark = async () => {
    const answer = await fetch(prefix + '/report/offline', { credentials: 'same-origin', cache: 'no-store', signal: limit(30) });
    const page = await answer.text(), found = /name="form_token" value="([^"]+)"/.exec(page);
    if (!answer.ok || !found) throw new Error('no mark');
    const reader = answer.headers.get('linli-reader') || '-';
    return { token: found[1], reader: reader === '-' ? '' : reader };
  };
  // The server is there and cannot take this one now.
  class Later extends Error {}
  const post = async (path, token, fields) => {
    const given = Object.entries({ form_token: token, answer: 'json', ...fields });
    // Routes that take no files take no multipart form either.
    const body = given.some(([, value]) => value instanceof Blob) ? new FormData() : new URLSearchParams();
    for (const [name, value] of given)
      if (value !== undefined && value !== null && value !== '') body.append(name, value);
    const answer = await fetch(prefix + path, { method: 'POST', body, credentials: 'same-origin', redirect: 'follow', signal: limit(180) });
    const isJSON = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') || '');
    if (answer.status >= 500 || answer.status === 429 || answer.status === 403 && !isJSON) throw new Later();
    return { status: answer.status, url: answer.url, said: isJSON ? await answer.json() : {} };
  };

  const sendFiles = async (item, token) => {
    for (const file of [...item.photos, ...(item.voice ? [item.voice] : [])]) {
      if (file.id) continue;
      const name = file === item.voice ? 'voice' : 'photos';
      const { status, said } = await post('/report/queued/files', token, { command_key: item.key, [name]: file.blob });
      if (status !== 200) return said;
      file.id = said.id;
      await put(item);
    }
  };
  const settle = async (item, said, path) => {
    // What was written leaves the device as soon as it is received; number and way there stay for a day.
    await put({ key: item.key, reader: item.reader, at: item.at, state: 'sent', sentAt: Date.now(), no: said.no || '', path });
  };
  const stuck = async (item, said) => {
    item.state = 'stuck';
    item.errors = said.errors || [];
    item.problem = (said.errors || []).map(e => e.message).join(' ') || said.detail || '';
    await put(item);
  };

  // The last step of the ordinary form, sent again as it was: the server knows its key.
  const sendAgain = async (item, token) => {
    const { url } = await post('/report/check', token, item.fields);
    const path = new URL(url).pathname + new URL(url).search;
    if (/\/received$/.test(new URL(url).pathname)) await settle(item, { no: decodeURIComponent(path.split('/').at(-2)) }, path);
    else await stuck(item, {});
  };
  const acts = self.linliActs({ prefix, all, put, newKey, limit, Later });
  const sendOne = async (item, by) => {
    if (item.act) return acts.send(item, by.token);
    if (item.fields) return sendAgain(item, by.token);
    let wrong = await sendFiles(item, by.token);
    if (wrong) return stuck(item, wrong);
    const { key, kind, type, text, address, grid, latitude, longitude, phone, anonymous, hidden } = item;
    const { status, said } = await post('/report/queued', by.token, {
      command_key: key, kind, type, text, address, grid, latitude, longitude, phone, anonymous, hidden, public: item.public,
      photos: [...item.sent || [], ...item.photos.map(photo => photo.id)].join(' '), voice: item.voice && item.voice.id, from_draft: item.fromDraft ? 'yes' : '' });
    if (status === 200) return settle(item, said, said.path);
    // Those that only the server had are gone: somebody has to know before it is sent without them.
    if (status === 410 && (item.sent || []).length) {
      item.sent = [];
      return stuck(item, said);
    }
    // Files that waited too long are gone there: they are sent once more.
    if (status === 410 && !item.again) {
      item.again = true;
      for (const file of [...item.photos, ...(item.voice ? [item.voice] : [])]) delete file.id;
      await put(item);
      return sendOne(item, by);
    }
    return stuck(item, said);
  };

  // What was not taken becomes the draft again, as it was written; nil when it is being sent or is gone.
  const alone = work => navigator.locks ? navigator.locks.request('linli-queue' + prefix, work) : work();
  const reopen = (key, reader) => alone(async () => {
    const item = (await all()).find(one => one.key === key && one.state === 'stuck' && !one.act);
    if (!item) return null;
    const { fields, draft: begun, photos, voice, ...said } = item;
    const file = ({ blob }, name) => blob instanceof File ? blob : new File([blob], name, { type: blob.type });
    const from = fields ? { text: said.text, address: said.address, ...begun, ...fields }
      : { ...said, photos: photos.map((photo, n) => file(photo, 'photo-' + (n + 1) + '.jpg')), voice: voice ? file(voice, 'voice') : undefined };
    const value = { fromDraft: Boolean(fields) || Boolean(said.fromDraft) };
    for (const name of ['kind', 'type', 'text', 'address', 'grid', 'latitude', 'longitude', 'phone', 'public', 'anonymous', 'hidden', 'photos', 'sent', 'voice'])
      if (from[name] !== undefined) value[name] = from[name];
    await draft.set(reader, value);
    await drop(key);
    return item;
  });

  // One sender at a time on this device; `only` is the one that somebody asked for by hand.
  const send = only => {
    const work = async () => {
      const waiting = (await all()).sort((a, b) => a.at - b.at).filter(item => item.state === 'waiting' || item.key === only && item.state === 'stuck');
      if (!waiting.length) return;
      const by = await mark();
      let later;
      for (const { key } of waiting) {
        // Sending one may have changed what follows it.
        const item = (await all()).find(one => one.key === key);
        if (!item) continue;
        // What one person wrote is not sent in another's name.
        if (item.reader !== by.reader && item.key !== only) continue;
        if (item.key === only) item.reader = by.reader;
        // One that cannot be taken now does not keep the others back.
        try { await sendOne(item, by); } catch (gone) {
          if (!(gone instanceof Later)) throw gone;
          later = gone;
        }
      }
      if (later) throw later;
    };
    return alone(work);
  };
  const tidy = async () => {
    for (const item of await all()) if (item.state === 'sent' && item.sentAt < Date.now() - 864e5) await drop(item.key);
  };
  return { draft, all, onNews, put, drop, forget, newKey, ofForm, reopen, send, tidy, acts };
};

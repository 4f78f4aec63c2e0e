// 邻里 Linli, without network: says so, keeps a report that is being written, sends it when there is network again.
(() => {
  const tag = document.currentScript;
  if (!tag || !window.indexedDB || !window.isSecureContext) return;
  const { prefix } = tag.dataset, words = tag.dataset, root = document.documentElement;
  // A page from the shell was made for whoever was here then; the last fresh page knows who is here now.
  const whose = 'linli:reader' + prefix, isKept = root.dataset.shell || root.dataset.keptAt;
  if (!isKept) localStorage.setItem(whose, tag.dataset.reader);
  const reader = isKept ? localStorage.getItem(whose) || '' : tag.dataset.reader;
  const queue = self.linliQueue(prefix);
  const two = n => String(n).padStart(2, '0'), clock = at => { const d = new Date(at); return d.getHours() + ':' + two(d.getMinutes()); };
  const mine = item => item.reader === reader || item.reader === '';
  const make = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text });

  // One line on top for what concerns the network; what waits links to its list.
  const bar = make('div', 'netbar', '');
  bar.setAttribute('role', 'status');
  const paint = async () => {
    const waiting = (await queue.all()).filter(item => item.state !== 'sent' && mine(item) && !item.act).length;
    bar.replaceChildren();
    if (root.dataset.keptAt) bar.append(make('p', 'off', words.kept.replace('#', clock(Number(root.dataset.keptAt)))));
    else if (!navigator.onLine) bar.append(make('p', 'off', words.off));
    if (waiting && !document.querySelector('[data-queue]')) {
      const line = make('p', 'wait', ''), link = make('a', '', words.waiting.replace('#', waiting));
      link.href = prefix + '/report/offline';
      line.append(link);
      bar.append(line);
    }
    if (bar.children.length && !bar.isConnected) document.body.insertBefore(bar, document.querySelector('.skip').nextSibling);
    if (!bar.children.length) bar.remove();
    return waiting;
  };
  const deliver = async only => {
    const before = (await queue.all()).filter(item => item.state === 'waiting').length;
    if (!before && !only) return;
    try { await queue.send(only); } catch { /* no network yet: it goes on waiting */ }
    await tell();
  };
  const announce = async () => {
    const sent = (await queue.all()).filter(item => item.state === 'sent' && item.sentAt > Date.now() - 5000 && mine(item) && !item.act);
    await paint();
    document.dispatchEvent(new Event('linli:queue'));
    for (const item of sent) if (!document.querySelector('[data-queue]')) {
      const line = make('p', 'done', ''), link = make('a', '', words.sent.replace('#', item.no));
      link.href = item.path;
      line.append(link);
      bar.append(line);
      if (!bar.isConnected) document.body.insertBefore(bar, document.querySelector('.skip').nextSibling);
    }
  };
  // One after the other, or a line would stand there twice.
  let told = Promise.resolve();
  const tell = () => told = told.then(announce, announce);
  queue.onNews(tell);

  addEventListener('online', () => { paint(); deliver(); });
  addEventListener('offline', paint);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) deliver(); });
  setInterval(deliver, 20000);
  queue.tidy().then(paint).then(() => deliver());

  // The worker opens pages without network; it keeps the shell in the language that is read.
  if (navigator.serviceWorker) navigator.serviceWorker.register(prefix + '/service-worker.js', { scope: prefix + '/' }).then(() => {
    const look = [root.lang, root.dataset.mode, root.dataset.theme].join('.'), name = 'linli:look' + prefix;
    if (localStorage.getItem(name) !== look) navigator.serviceWorker.ready.then(found => {
      found.active.postMessage('refill');
      localStorage.setItem(name, look);
    });
  }).catch(() => { /* everything else works without it */ });

  // What still waits would go with the person: it is said before.
  for (const form of document.querySelectorAll('form[action$="/sign-out"]')) form.addEventListener('submit', event => {
    if (form.dataset.warned === 'gone') return;
    event.preventDefault();
    event.stopPropagation();
    const say = text => {
      form.querySelectorAll('[role=alert]').forEach(old => old.remove());
      const note = make('p', 'note warn mb3', text);
      note.setAttribute('role', 'alert');
      form.prepend(note);
    };
    // Also where no worker does it: what was written here goes with the person, before the page does. Without a line the
    // server would know nothing of it: then nothing is taken away, and it is said.
    const leave = async () => {
      try { await fetch(prefix + '/health/live', { cache: 'no-store', signal: AbortSignal.timeout(8000) }); } catch { say(words.stay); return; }
      try { await queue.forget(); } catch { /* a store that does not open keeps nobody signed in */ }
      form.dataset.warned = 'gone';
      form.requestSubmit(event.submitter);
    };
    if (form.dataset.warned) { leave(); return; }
    queue.all().catch(() => []).then(items => {
      form.dataset.warned = 'told';
      const waiting = items.filter(item => item.state !== 'sent' && mine(item)).length;
      if (waiting) say(words.leave.replace('#', waiting)); else leave();
    });
  });

  const form = document.querySelector('form[data-queue]');
  if (!form) return;
  const list = document.querySelector('[data-held]'), rows = list.querySelector('ul'), row = list.querySelector('template'), errors = document.getElementById('errors');
  form.hidden = false;

  const draw = async () => {
    const items = (await queue.all()).filter(item => mine(item) && !item.act).sort((a, b) => a.at - b.at);
    list.hidden = !items.length;
    rows.replaceChildren(...items.map(item => {
      const cell = row.content.cloneNode(true), of = name => cell.querySelector('[data-' + name + ']');
      of('title').textContent = item.no || (item.text || item.address || '').slice(0, 40) || list.dataset.untitled;
      of('state').textContent = item.state === 'sent' ? list.dataset.sent : item.state === 'stuck' ? list.dataset.stuck + (root.lang.startsWith('zh') ? '' : ' ') + (item.problem || list.dataset.unsaid)
        : item.reader !== reader ? list.dataset.other : list.dataset.waits.replace('#', clock(item.at));
      of('open').hidden = item.state !== 'sent';
      of('open').href = item.path || '#';
      of('send').hidden = item.state === 'sent';
      of('send').addEventListener('click', () => deliver(item.key));
      of('mend').hidden = item.state !== 'stuck';
      of('mend').addEventListener('click', () => mend(item));
      of('drop').hidden = item.state === 'sent';
      of('drop').addEventListener('click', event => {
        // Taking back needs a second press; what was sent already is not taken back by it.
        if (!event.currentTarget.dataset.sure) { event.currentTarget.dataset.sure = '1'; event.currentTarget.textContent = list.dataset.sure; return; }
        queue.drop(item.key).then(draw).then(paint);
      });
      return cell;
    }));
  };
  document.addEventListener('linli:queue', draw);
  draw();

  const field = name => form.elements[name];
  const give = (input, files) => {
    const held = new DataTransfer();
    for (const file of files) held.items.add(file);
    input.files = held.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const arrived = form.querySelector('[data-arrived]');
  let ready = false, fromDraft = false, sent = [], timer;
  const tellArrived = () => { arrived.hidden = !sent.length; arrived.textContent = arrived.dataset.arrived.replace('#', sent.length); };
  const fill = async () => {
    const kept = await queue.draft.get(reader) || {};
    fromDraft = Boolean(kept.fromDraft);
    sent = kept.sent || [];
    tellArrived();
    for (const name of ['text', 'address', 'grid', 'latitude', 'longitude', 'phone']) if (kept[name] && !field(name).value) field(name).value = kept[name];
    field('anonymous').checked = kept.anonymous === 'yes';
    if (field('hidden')) field('hidden').checked = kept.hidden === 'yes';
    for (const name of ['kind', 'type', 'public']) for (const choice of form.querySelectorAll('input[name=' + name + ']')) if (kept[name] === choice.value) choice.checked = true;
    if (kept.photos && kept.photos.length) give(field('photos'), kept.photos);
    if (kept.voice) give(field('voice'), [kept.voice]);
    nameless();
    ready = true;
  };
  const save = () => { if (ready) queue.draft.set(reader, { ...queue.ofForm(new FormData(form)), sent, fromDraft }); };
  // Words at once, however soon the page is closed; what is typed while they are written follows in one go.
  let writing = false, typed = false;
  const saveWords = async () => {
    typed = true;
    if (writing) return;
    writing = true;
    try {
      while (typed && ready) {
        typed = false;
        const { photos, voice, ...words } = queue.ofForm(new FormData(form));
        await queue.draft.setWords(reader, words);
      }
    } finally { writing = false; }
  };
  // Without a name only where the kind allows it; who is signed in has one.
  const unnamed = form.querySelector('[data-nameless-choice]');
  const nameless = () => {
    const kind = form.querySelector('input[name=kind]:checked'), type = form.querySelector('input[name=type]:checked');
    const chosen = kind && kind.value === 'other' ? type : kind;
    unnamed.hidden = Boolean(reader) || !chosen || !('nameless' in chosen.dataset);
    if (unnamed.hidden) field('anonymous').checked = false;
    form.querySelector('[data-phone]').hidden = field('anonymous').checked;
  };
  form.addEventListener('change', nameless);
  form.addEventListener('reset', () => setTimeout(nameless));
  form.addEventListener('input', saveWords);
  form.addEventListener('change', () => { clearTimeout(timer); timer = setTimeout(save, 50); });
  fill();

  const say = wrong => {
    errors.hidden = !wrong.length;
    errors.querySelectorAll('a').forEach(link => link.remove());
    for (const [id, text] of wrong) {
      const link = make('a', '', text);
      link.href = '#' + id;
      errors.append(link);
    }
    if (wrong.length) errors.focus();
  };
  // Reached by telephone or not at all: asked for here, where it can still be answered.
  const reached = now => {
    if (reader || now.anonymous === 'yes') return null;
    const digits = (now.phone || '').normalize('NFKC').replace(/^\s*(\+|00)86/, '').replace(/\D/g, '');
    if (!digits) return form.dataset.noPhone;
    return /^(1[3-9]\d{9}|0\d{9,11})$/.test(digits) ? null : form.dataset.wrongPhone;
  };
  const missing = now => {
    const wrong = [];
    if (!now.kind || now.kind === 'other' && !now.type) wrong.push(['kind', form.dataset.noKind]);
    if (!now.text && !now.photos.length && !sent.length && !now.voice) wrong.push(['text', form.dataset.noText]);
    if (!now.address && !now.latitude) wrong.push(['address', form.dataset.noPlace]);
    else if (!now.grid && !now.latitude) wrong.push(['grid', form.dataset.noGrid]);
    const call = reached(now);
    if (call) wrong.push(['phone', call]);
    say(wrong);
    return wrong.length > 0;
  };
  // What was not taken comes back into the form, with what is wrong said above it.
  const places = { photos: 'photos', text: 'text', address: 'address', point: 'address', area: 'grid', grid: 'grid', kind: 'kind', phone: 'phone', voice: 'voice', is_anonymous: 'anonymous' };
  const mend = async item => {
    const now = queue.ofForm(new FormData(form));
    if (now.text || now.address || now.voice || sent.length || (now.photos || []).length) {
      say([['text', list.dataset.first]]);
      return;
    }
    ready = false;
    clearTimeout(timer);
    if (!await queue.reopen(item.key, reader)) { ready = true; await draw(); return; }
    form.reset();
    await fill();
    await draw();
    await paint();
    const wrong = (item.errors || []).map(({ field, message }) => [places[field] || 'kind', message]);
    say(wrong.length ? wrong : [['kind', list.dataset.unsaid]]);
  };
  form.addEventListener('submit', async event => {
    event.preventDefault();
    event.stopPropagation();
    if (form.dataset.busy) return;
    const now = queue.ofForm(new FormData(form));
    now.photos = now.photos || [];
    if (missing(now)) return;
    form.dataset.busy = '1';
    const photos = [];
    for (const file of now.photos) photos.push({ blob: await self.linliSmall(file) });
    if (now.anonymous === 'yes') delete now.phone;
    await queue.put({ ...now, photos, sent, voice: now.voice ? { blob: now.voice } : null, key: queue.newKey(), reader, at: Date.now(), state: 'waiting', fromDraft });
    clearTimeout(timer);
    ready = false;
    await queue.draft.clear(reader);
    form.reset();
    give(field('voice'), []);
    ready = true;
    fromDraft = false;
    sent = [];
    tellArrived();
    delete form.dataset.busy;
    await draw();
    const heading = list.querySelector('h2');
    heading.focus();
    scrollTo(0, 0);
    if (navigator.serviceWorker) navigator.serviceWorker.ready.then(found => found.sync && found.sync.register('reports')).catch(() => {});
    deliver();
  });
})();

// 邻里 Linli, what a grid worker does to a case without network: part of the queue, for pages and the service worker alike.
'use strict';
self.linliActs = ({ prefix, all, put, newKey, limit, Later }) => {
  // Of a form without its mark, which is another one by the time it is sent.
  const ofForm = form => {
    const fields = [], photos = [];
    for (const [name, value] of form) {
      if (typeof value !== 'string') { if (value.size) photos.push({ name, blob: value }); } else if (name !== 'form_token') fields.push([name, value]);
    }
    return { fields, photos };
  };
  const value = (item, name) => (item.fields.find(([field]) => field === name) || [])[1] || '';
  // `about`: what the list shows of the case, from the page that is kept of it.
  const hold = async (of, move, form, reader, about) => {
    const { fields, photos } = ofForm(form), held = (await all()).filter(item => item.act);
    const key = fields.find(([name]) => name === 'command_key');
    // Corrected before it went out; should the first have arrived all the same, the second is a conflict and not lost.
    const before = move === 'words' ? null : held.find(item => item.of === of && item.move === move && item.state === 'waiting');
    if (!key || before || held.some(item => item.key === key[1])) {
      const rest = fields.filter(([name]) => name !== 'command_key');
      fields.splice(0, fields.length, ...rest, ['command_key', newKey()]);
    }
    // What waits for a weak line is kept smaller.
    const files = [];
    for (const { name, blob } of photos) files.push({ name, blob: await self.linliSmall(blob, 500000) });
    const item = { act: true, of, move, reader, at: Date.now(), state: 'waiting', ...about, fields, photos: files };
    item.key = value(item, 'command_key');
    await put(item);
    return before ? before.key : null;
  };
  // What was written leaves the phone as soon as it is received; that it was stays for a day, without a word of it.
  const settle = ({ key, reader, at, of, move, no }) => put({ act: true, key, reader, at, of, move, no, state: 'sent', sentAt: Date.now() });

  const send = async (item, token) => {
    const others = (await all()).filter(other => other.act && other.of === item.of && other.at < item.at && other.reader === item.reader);
    // In the order in which it was done: what comes after something undecided, or not sent yet, waits with it.
    if (others.some(other => other.state !== 'sent')) return;
    const body = new FormData();
    body.append('form_token', token);
    body.append('answer', 'json');
    for (const [name, text] of item.fields) body.append(name, text);
    item.photos.forEach(({ name, blob }, n) => body.append(name, blob, 'photo-' + (n + 1) + '.jpg'));
    const answer = await fetch(prefix + '/desk/cases/' + item.of + '/' + item.move, { method: 'POST', body, credentials: 'same-origin', redirect: 'follow', signal: limit(180) });
    const isJSON = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') || '');
    if (answer.status >= 500 || answer.status === 429 || answer.status === 403 && !isJSON) throw new Later();
    const said = isJSON ? await answer.json() : {};
    if (answer.status !== 200 || !said.version) {
      item.state = 'stuck';
      item.problem = (said.errors || []).join(' ');
      await put(item);
      return;
    }
    const seen = value(item, 'version');
    await settle(item);
    // Nobody else moved it between the page that was kept and this: what follows was written after it.
    for (const next of (await all()).filter(other => other.act && other.of === item.of && other.state === 'waiting' && value(other, 'version') === seen)) {
      next.fields = next.fields.map(([name, text]) => [name, name === 'version' ? String(said.version) : text]);
      await put(next);
    }
  };

  // Both are kept: what somebody else decided stands, and these words and photos are added to its history, for the staff.
  const addWords = async item => {
    const words = value(item, 'text') || value(item, 'words') || value(item, 'reason'), most = 1000;
    const parts = words.match(new RegExp('[\\s\\S]{1,' + most + '}', 'gu')) || [];
    for (const [n, part] of parts.entries()) {
      const key = newKey();
      await put({ ...item, key, move: 'words', state: 'waiting', problem: '', at: item.at + n, photos: n ? [] : item.photos,
        fields: [['command_key', key], ['words', part], ['staff_only', 'yes']] });
    }
    return parts.length > 0;
  };
  return { hold, send, addWords, value };
};

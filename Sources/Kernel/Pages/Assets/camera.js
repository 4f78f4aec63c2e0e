// 邻里 Linli, photos of a report: made small on the device, and sent one by one as soon as they are chosen.
'use strict';
(() => {
  const input = document.querySelector('input[type=file][data-send]');
  if (!input) return;
  const { form } = input, words = input.dataset, box = input.closest('.up'), add = input.closest('.add');
  const hint = document.getElementById(input.getAttribute('aria-describedby')), said = document.getElementById(words.said);
  const icon = box.querySelector('template[data-x]'), most = Number(words.most), size = Number(words.size);
  // In the order they were chosen: `wait`, `send`, `held` by the server, `bad`.
  const items = [];
  const open = () => items.filter(item => item.state === 'wait' || item.state === 'send');
  let running = false, timer = 0, pause = 1000, cut = false, settled = [];

  // What has not arrived goes with the form, as it would without this script.
  const sync = () => {
    const rest = new DataTransfer();
    for (const item of open()) rest.items.add(item.file);
    input.files = rest.files;
    const count = box.querySelectorAll('.kept').length + open().length;
    add.hidden = count >= most;
    add.classList.toggle('big', !box.querySelector('.kept,.fresh'));
    said.textContent = !open().length ? '' : (cut ? words.cut : words.sending).replace('#', open().length);
    said.classList.toggle('danger-t', cut && open().length > 0);
  };
  const hold = (cell, id) => {
    cell.classList.add('kept');
    cell.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'kept_photo', value: id }));
  };
  const body = (name, value, called) => {
    const fields = new FormData();
    fields.append('form_token', form.elements.form_token.value);
    if (called) fields.append(name, value, called); else fields.append(name, value);
    return fields;
  };

  const send = item => new Promise(done => {
    const wish = new XMLHttpRequest();
    wish.open('POST', words.send);
    wish.timeout = 120000;
    wish.upload.addEventListener('progress', event => { if (event.lengthComputable) item.bar.value = event.loaded / event.total; });
    wish.addEventListener('load', () => {
      let answer = {};
      try { answer = JSON.parse(wish.responseText); } catch { /* an error's page, which says nothing here */ }
      if (wish.status === 200 && answer.id) done({ id: answer.id });
      else if (wish.status === 422 || wish.status === 413) done({ wrong: (answer.errors || []).map(error => error.message).join(' ') || words.toobig.replace('#', Math.ceil(item.file.size / 1048576)) });
      else done({});
    });
    wish.addEventListener('error', () => done({}));
    wish.addEventListener('timeout', () => done({}));
    wish.send(body('photos', item.file, item.file.name));
  });
  const run = async () => {
    if (running) return;
    running = true;
    clearTimeout(timer);
    for (let item; item = items.find(one => one.state === 'wait');) {
      item.state = 'send';
      if (!item.isSmall) {
        item.file = await self.linliSmall(item.file);
        item.isSmall = true;
        if (item.state === 'gone') continue;
      }
      sync();
      const answer = item.file.size > size ? { wrong: words.toobig.replace('#', Math.ceil(item.file.size / 1048576)) } : await send(item);
      if (item.state === 'gone') { if (answer.id) take(item.cell, answer.id); continue; }
      if (answer.id) {
        [item.state, item.id, pause, cut] = ['held', answer.id, 1000, false];
        item.bar.remove();
        // Twice the same photo is one.
        if (Array.from(box.querySelectorAll('input[name=kept_photo]')).some(held => held.value === answer.id)) item.cell.remove(); else hold(item.cell, answer.id);
      } else if (answer.wrong) {
        item.state = 'bad';
        item.bar.remove();
        item.cell.classList.add('bad');
        item.cell.append(Object.assign(document.createElement('span'), { className: 'xs', textContent: answer.wrong }));
        item.cell.querySelector('img').remove();
      } else {
        item.state = 'wait';
        item.bar.value = 0;
        cut = true;
        break;
      }
      sync();
    }
    running = false;
    sync();
    for (const go of settled.splice(0)) go();
    // The line is tried again by itself, and at once when the device says that it is there.
    if (open().length) { timer = setTimeout(run, pause); pause = Math.min(pause * 2, 15000); }
  };
  addEventListener('online', run);

  const take = (cell, id) => {
    const wish = new XMLHttpRequest();
    wish.open('POST', words.send);
    wish.addEventListener('loadend', () => {
      if (wish.status === 200) { cell.remove(); input.focus(); }
      else { said.textContent = words.stays; said.classList.add('danger-t'); return; }
      sync();
    });
    wish.send(body('remove_photo', id));
  };
  // Those that the page came with have a button that sends the whole form.
  for (const cell of box.querySelectorAll('.kept')) cell.querySelector('.rm').addEventListener('click', event => {
    event.preventDefault();
    take(cell, cell.querySelector('input[name=kept_photo]').value);
  });
  const show = file => {
    const cell = Object.assign(document.createElement('span'), { className: 'fresh' }), off = Object.assign(document.createElement('button'), { type: 'button', className: 'rm' });
    const image = Object.assign(document.createElement('img'), { alt: file.name, src: URL.createObjectURL(file) });
    image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
    const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 });
    bar.setAttribute('aria-label', file.name);
    const item = { file, cell, bar, state: 'wait', isSmall: false };
    off.append(Object.assign(document.createElement('span'), { className: 'vh', textContent: words.remove + ' ' + file.name }));
    if (icon) off.append(icon.content.cloneNode(true));
    off.addEventListener('click', () => {
      if (item.state === 'held') { take(cell, item.id); return; }
      // One that is on its way is taken back when it has arrived.
      items.splice(items.indexOf(item), 1);
      item.state = 'gone';
      cell.remove();
      sync();
      input.focus();
    });
    cell.append(image, bar, off);
    box.insertBefore(cell, add);
    items.push(item);
  };
  input.addEventListener('change', () => {
    const chosen = Array.from(input.files), room = most - box.querySelectorAll('.kept').length - open().length;
    for (const file of chosen.slice(0, Math.max(0, room))) show(file);
    if (hint) hint.classList.toggle('danger-t', chosen.length > room);
    sync();
    run();
  });
  // Whoever goes on while photos are on their way goes when they have arrived, or when the line is gone.
  form.addEventListener('submit', event => {
    if (form.dataset.passing) { delete form.dataset.passing; return; }
    if (!running) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    settled.push(() => { form.dataset.passing = '1'; form.requestSubmit(submitter || undefined); });
  });
  // Chosen before this script was there.
  if (input.files.length) input.dispatchEvent(new Event('change', { bubbles: true })); else sync();
})();

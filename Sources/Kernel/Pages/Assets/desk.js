// 邻里 Linli, the desk without network: what waits on this phone, what arrived, and what somebody has to decide.
(() => {
  const box = document.querySelector('[data-acts]'), tag = document.querySelector('script[data-reader]'), root = document.documentElement;
  if (!box || !tag || !self.linliQueue || !window.indexedDB || !window.isSecureContext) return;
  const { prefix } = tag.dataset;
  // A page that was kept was made before; the last fresh one said whose browser this is.
  const reader = root.dataset.keptAt ? localStorage.getItem('linli:reader' + prefix) || '' : tag.dataset.reader;
  const queue = self.linliQueue(prefix), own = box.dataset.case, words = box.dataset;
  const rows = box.querySelector('ul'), row = box.querySelector('template');
  const two = n => String(n).padStart(2, '0'), clock = at => { const d = new Date(at); return d.getHours() + ':' + two(d.getMinutes()); };
  const said = item => item.state === 'sent' ? words.sent.replace('#', clock(item.sentAt))
    : item.state === 'stuck' ? item.problem || words.unsaid : words.waits.replace('#', clock(item.at));

  // The form that was not taken is filled again, photos too, where the page still offers it.
  const formOf = item => document.querySelector('form[action$="/cases/' + item.of + '/' + item.move + '"]');
  const fill = async item => {
    const form = formOf(item);
    for (const [name, text] of item.fields) for (const field of form.querySelectorAll('[name="' + name + '"]')) {
      if (['hidden', 'file', 'submit'].includes(field.type)) continue;
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = field.value === text || field.checked && field.type === 'checkbox';
      else field.value = text;
    }
    const input = form.querySelector('input[type=file][name=photos]');
    if (input && item.photos.length) {
      const held = new DataTransfer();
      item.photos.forEach(({ blob }, n) => held.items.add(new File([blob], 'photo-' + (n + 1) + '.jpg', { type: blob.type })));
      input.files = held.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
    const folded = form.closest('details');
    if (folded) folded.open = true;
    await queue.drop(item.key);
    await draw();
    form.scrollIntoView({ block: 'center' });
    const first = form.querySelector('textarea, input:not([type=hidden])');
    if (first) first.focus();
  };
  const draw = async () => {
    const items = (await queue.all()).filter(item => item.act && item.reader === reader && (!own || item.of === own)).sort((a, b) => a.at - b.at);
    box.hidden = !items.length;
    rows.replaceChildren(...items.map(item => {
      const cell = row.content.cloneNode(true), of = name => cell.querySelector('[data-' + name + ']'), isStuck = item.state === 'stuck';
      of('title').textContent = [item.no, item.title].filter(Boolean).join(' · ') || words.untitled;
      of('typed').textContent = item.fields ? queue.acts.value(item, 'text') || queue.acts.value(item, 'words') || queue.acts.value(item, 'reason') : '';
      of('state').textContent = said(item);
      of('asks').hidden = !isStuck;
      of('open').href = prefix + '/desk/cases/' + item.of;
      of('open').hidden = Boolean(own);
      of('both').hidden = !isStuck || item.move === 'words' || !of('typed').textContent;
      of('both').addEventListener('click', async () => {
        if (await queue.acts.addWords(item)) await queue.drop(item.key);
        try { await queue.send(); } catch { /* it goes on waiting */ }
        await draw();
      });
      of('mend').hidden = !isStuck || !own || Boolean(root.dataset.keptAt) || !formOf(item);
      of('mend').addEventListener('click', () => fill(item));
      of('drop').hidden = item.state === 'sent';
      of('drop').addEventListener('click', event => {
        if (!event.currentTarget.dataset.sure) { event.currentTarget.dataset.sure = '1'; event.currentTarget.textContent = words.sure; return; }
        queue.drop(item.key).then(draw);
      });
      return cell;
    }));
  };
  document.addEventListener('linli:queue', draw);
  queue.onNews(draw);
  draw();
})();

// 邻里 Linli, desk work: keys J K A M R / over the same links and forms.
'use strict';
(() => {
  const typing = el => el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName) && el.type !== 'radio' && el.type !== 'checkbox');
  const rows = () => Array.from(document.querySelectorAll('[data-row]'));
  const go = step => {
    const list = rows(), at = list.findIndex(row => row.getAttribute('aria-current') === 'true');
    const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step];
    if (next) location.assign(next.href);
  };
  const open = name => {
    const act = document.querySelector('[data-key="' + name + '"]');
    if (!act) return;
    if (act.tagName === 'DETAILS') {
      act.open = true;
      act.scrollIntoView({ block: 'nearest' });
      const first = act.querySelector('input:not([type=hidden]),select,textarea,button');
      if (first) first.focus();
    } else if (act.form && !act.form.reportValidity()) act.focus();
    else act.click();
  };
  const keys = document.getElementById('keys');
  const showKeys = () => { if (keys && !keys.open) keys.showModal(); };
  for (const button of document.querySelectorAll('[data-keys]')) { button.hidden = false; button.addEventListener('click', showKeys); }
  document.addEventListener('keydown', event => {
    if (keys && keys.open) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target)) return;
    const act = { j: () => go(1), k: () => go(-1), a: () => open('a'), m: () => open('m'), r: () => open('r'),
      x: () => { const row = document.querySelector('[data-row][aria-current="true"]'), box = row && row.parentNode.querySelector('input[name=case]'); if (box) box.click(); },
      f: () => open('f'), '?': showKeys,
      '/': () => { const box = document.querySelector('[data-search]'); if (box) { box.focus(); box.select(); } } }[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
  for (const link of document.querySelectorAll('a[href^="#act-"]'))
    link.addEventListener('click', event => { event.preventDefault(); const act = document.querySelector(link.getAttribute('href')); if (act) { act.open = true; act.scrollIntoView({ block: 'nearest' }); const first = act.querySelector('input:not([type=hidden]),select,textarea'); if (first) first.focus(); } });
  // Coming back to a long list finds the same place again.
  const list = document.querySelector('[data-keep-scroll]');
  if (list) {
    const name = 'linli:scroll:' + location.pathname.split('/cases/')[0];
    const on = list.querySelector('[aria-current="true"]');
    list.scrollTop = Number(sessionStorage.getItem(name) || 0);
    if (on) {
      const box = list.getBoundingClientRect(), row = on.getBoundingClientRect();
      if (row.top < box.top || row.bottom > box.bottom) on.scrollIntoView({ block: 'center' });
    }
    addEventListener('pagehide', () => sessionStorage.setItem(name, list.scrollTop));
  }
  // Several at once: how many are ticked, all of this page, and a row of them with shift.
  const batch = document.getElementById('batch');
  if (batch) {
    const boxes = Array.from(document.querySelectorAll('input[name=case][form=batch]')), said = batch.querySelector('[data-picked]'), every = batch.querySelector('[data-every]');
    let last = null;
    const count = () => {
      const n = boxes.filter(box => box.checked).length;
      said.textContent = n ? said.dataset.picked.replace('#', n) : said.dataset.none;
      batch.classList.toggle('on', n > 0);
    };
    for (const box of boxes) box.addEventListener('click', event => {
      if (event.shiftKey && last) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
        for (const other of boxes.slice(from, to + 1)) other.checked = box.checked;
      }
      last = box;
      count();
    });
    every.hidden = false;
    every.addEventListener('click', () => { const on = boxes.some(box => !box.checked); for (const box of boxes) box.checked = on; count(); });
    addEventListener('pageshow', count);
    count();
  }
  // What happened last, asked for anew when something did, and not oftener than every five seconds.
  const feed = document.querySelector('[data-feed]');
  if (feed) {
    let waiting = 0, asked = 0;
    const own = feed.querySelector('[data-moves]');
    const wish = () => { if (!waiting) waiting = setTimeout(ask, Math.max(300, 5000 - (Date.now() - asked))); };
    const ask = () => {
      waiting = 0;
      asked = Date.now();
      // Nothing is taken from under somebody's focus.
      if (own.contains(document.activeElement)) { wish(); return; }
      fetch(feed.dataset.feed, { credentials: 'same-origin', cache: 'no-store', redirect: 'error' })
        .then(answer => answer.ok ? answer.text() : Promise.reject(answer.status))
        .then(html => {
          const list = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-moves]');
          if (list) own.replaceChildren(...Array.from(list.children).slice(0, Number(feed.dataset.most) || 60));
        }).catch(() => { feed.dataset.failed = '1'; });
    };
    document.addEventListener('linli:news', event => { if (event.detail.queue) wish(); });
    if (!own.children.length && feed.offsetParent) ask();
  }
  // How news comes: by the line, by asking, or not at all; then nothing can be sent either.
  const line = document.querySelector('[data-line]');
  document.addEventListener('linli:line', ({ detail: { how, seconds } }) => {
    if (line) {
      line.hidden = how === 'over';
      if (line.dataset.how !== how) line.dataset.how = how;
      line.querySelector('b').textContent = line.dataset['say' + how] || '';
      line.querySelector('span').textContent = seconds < 2 ? line.dataset.now : line.dataset.ago.replace('#', seconds);
    }
    if (how === 'lost') {
      for (const button of document.querySelectorAll('main form[method=post] button:not([disabled]),main button[form]:not([disabled])')) { button.disabled = true; button.dataset.held = ''; }
    } else for (const button of document.querySelectorAll('[data-held]')) { button.disabled = false; delete button.dataset.held; }
  });
  // A form that asks "which kind" and then "which one" shows only the one that is asked.
  for (const kind of document.querySelectorAll('[data-chooses]')) {
    const parts = Array.from(kind.form.querySelectorAll('[data-chosen]'));
    const show = () => { for (const part of parts) part.hidden = part.dataset.chosen !== kind.value && !part.classList.contains('has-err'); };
    kind.addEventListener('change', () => {
      for (const part of parts) if (part.dataset.chosen !== kind.value) { part.classList.remove('has-err'); for (const field of part.querySelectorAll('select,input')) field.value = ''; }
      show();
    });
    show();
  }
  // A long list to choose from gets a box that shortens it.
  for (const box of document.querySelectorAll('[data-narrows]')) {
    const list = document.getElementById(box.dataset.narrows), all = Array.from(list.options, option => [option, option.parentNode]);
    if (all.length < 12) continue;
    box.hidden = false;
    for (const label of box.labels) label.hidden = false;
    box.addEventListener('input', () => {
      const words = box.value.trim().toLowerCase(), chosen = list.value;
      for (const [option] of all) option.remove();
      for (const [option, home] of all) if (!option.value || option.value === chosen || (home.label + ' ' + option.text).toLowerCase().includes(words)) home.append(option);
      for (const group of list.querySelectorAll('optgroup')) group.hidden = !group.children.length;
      list.value = chosen;
    });
  }
})();

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
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target)) return;
    const act = { j: () => go(1), k: () => go(-1), a: () => open('a'), m: () => open('m'), r: () => open('r'),
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
})();

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

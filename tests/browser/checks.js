// What guide §14 asks of a page beyond axe-core's rules; each answers with sentences about what is wrong.
window.linliChecks = (() => {
  const name = el => {
    const id = el.id ? '#' + el.id : '', kind = el.className && el.className.baseVal === undefined ? '.' + String(el.className).trim().replace(/\s+/g, '.') : '';
    return el.tagName.toLowerCase() + id + (kind === '.' ? '' : kind) + ' "' + (el.textContent || el.value || '').trim().slice(0, 24) + '"';
  };
  const seen = el => {
    const box = el.getBoundingClientRect(), style = getComputedStyle(el);
    return box.width > 0 && box.height > 0 && style.visibility !== 'hidden' && !el.disabled && el.checkVisibility();
  };
  const controls = () => Array.from(document.querySelectorAll('a[href],button,select,textarea,input:not([type=hidden]),summary'))
    .filter(el => seen(el) && !el.classList.contains('skip') && !el.closest('.leaflet-control-attribution'));
  // A choice or a file is pressed through its label.
  const target = el => (/^(radio|checkbox|file)$/.test(el.type) && el.closest('label')) || el;
  // A link inside a sentence is as high as the sentence (WCAG 2.5.8, inline).
  const inSentence = el => el.tagName === 'A' && getComputedStyle(el).display === 'inline'
    && Array.from(el.parentElement.childNodes).some(n => n.nodeType === 3 && n.textContent.trim().length > 1);

  const targets = least => controls().filter(el => !inSentence(el)).map(el => {
    const box = target(el).getBoundingClientRect();
    return Math.min(box.width, box.height) < least - 0.5 ? Math.round(box.width) + '×' + Math.round(box.height) + ' < ' + least + ': ' + name(el) : null;
  }).filter(Boolean);

  const sideways = () => {
    const room = document.documentElement.clientWidth, wide = document.scrollingElement.scrollWidth;
    if (wide <= room + 1) return [];
    const kept = el => { for (let up = el.parentElement; up; up = up.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX) && up !== document.body && up !== document.documentElement) return true; return false; };
    const worst = Array.from(document.body.querySelectorAll('*')).filter(el => el.getBoundingClientRect().right > room + 1 && seen(el) && !kept(el)).slice(0, 3);
    return ['scrolls sideways: ' + wide + ' > ' + room + ' by ' + worst.map(name).join(' | ')];
  };

  const covered = () => {
    const wrong = [];
    for (const el of controls()) {
      el.focus();
      if (document.activeElement !== el) continue;
      const box = target(el).getBoundingClientRect();
      const x = [0.5, 0.1, 0.9].map(s => box.left + box.width * s), y = [0.5, 0.15, 0.85].map(s => box.top + box.height * s);
      const hit = x.some(a => y.some(b => {
        const top = document.elementFromPoint(a, b);
        return top && (top === el || el.contains(top) || target(el).contains(top) || top.contains(el) && top.tagName === 'LABEL');
      }));
      if (!hit) wrong.push('focus is hidden: ' + name(el) + ' at ' + Math.round(box.top) + ' of ' + innerHeight);
    }
    document.activeElement.blur();
    scrollTo(0, 0);
    return wrong;
  };

  const strangers = () => performance.getEntriesByType('resource').map(entry => entry.name)
    .filter(url => !url.startsWith(location.origin) && !/^(data|blob):/.test(url)).map(url => 'asks somebody else: ' + url);

  return { targets, sideways, covered, strangers };
})();

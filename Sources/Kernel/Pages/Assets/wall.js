// 邻里 Linli, a screen on the wall: it fetches itself again when something happened, and once a minute.
'use strict';
(() => {
  const wall = document.getElementById('main');
  let waiting = 0, at = 0;
  const take = async () => {
    waiting = 0;
    if (document.hidden) return;
    at = Date.now();
    try {
      const answer = await fetch(location.href, { credentials: 'same-origin', cache: 'no-store', redirect: 'manual' });
      // Signed out: the page says so when it is loaded.
      if (answer.type === 'opaqueredirect' || answer.status === 404) { location.reload(); return; }
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html'), next = page.getElementById('main');
      if (!next || next.innerHTML === wall.innerHTML) return;
      // Where the keyboard was it stays.
      const on = wall.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
      wall.replaceChildren(...next.childNodes);
      if (on) for (const link of wall.querySelectorAll('a[href]')) if (link.getAttribute('href') === on) { link.focus({ preventScroll: true }); break; }
    } catch (error) { /* Without network it stays as it is, and its clock says of when. */ }
  };
  // What is counted follows what happened by a moment.
  const soon = () => { if (!waiting) waiting = setTimeout(take, 1500); };
  document.addEventListener('linli:news', event => { if (event.detail.cockpit) soon(); });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) soon(); });
  setInterval(() => { if (Date.now() - at > 55000) take(); }, 60000);
})();

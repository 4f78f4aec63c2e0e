// 邻里 Linli, notices of the browser: asked for by a press only, and offered only where the browser has them.
(() => {
  const part = document.querySelector('[data-push]');
  if (!part || !navigator.serviceWorker || !window.PushManager || !window.Notification || !window.crypto.subtle) return;
  const on = part.querySelector('[data-push-on]');
  const show = name => { part.querySelector('[data-push-' + name + ']').hidden = false; };
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
  const mark = async endpoint => btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)))))
    .replace(/\+/g, '-').replace(/\//g, '_').slice(0, 16);

  const begin = async manager => {
    let held = await manager.getSubscription();
    const row = held && part.querySelector('[data-mark="' + await mark(held.endpoint) + '"]');
    part.hidden = false;
    if (row) {
      row.querySelector('[data-this]').hidden = false;
      row.querySelector('[data-other]').hidden = true;
      // What the server forgets the browser forgets too.
      row.querySelector('form').addEventListener('submit', () => { held.unsubscribe().catch(() => { /* the server has forgotten it */ }); });
      return;
    }
    if (Notification.permission === 'denied') { show('blocked'); return; }
    on.hidden = false;
    on.addEventListener('submit', async event => {
      if (on.elements.endpoint.value) return;
      event.preventDefault();
      event.stopPropagation();
      if (await Notification.requestPermission() !== 'granted') { on.hidden = true; show('blocked'); return; }
      try {
        // One that the server does not know may be bound to another key.
        if (held) await held.unsubscribe();
        held = null;
        const made = (await manager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(part.dataset.push) })).toJSON();
        on.elements.endpoint.value = made.endpoint;
        on.elements.p256dh.value = made.keys.p256dh;
        on.elements.auth.value = made.keys.auth;
        // A form that is still being sent cannot be sent again: after this event.
        setTimeout(() => on.requestSubmit());
      } catch { show('failed'); }
    });
  };
  navigator.serviceWorker.ready.then(found => found.pushManager && begin(found.pushManager)).catch(() => { /* texts are sent as before */ });
})();

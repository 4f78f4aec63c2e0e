// 邻里 Linli, service worker: opens without network, keeps what was being written, sends what waits.
'use strict';
const { prefix, assets, pages, icon } = self.linli;
const queue = self.linliQueue(prefix);
const SHELL = 'linli-shell' + prefix, PAGES = 'linli-pages' + prefix, ABOUT = prefix + '/about-kept';
const DAY = 864e5;

const step = url => url.pathname.slice(prefix.length);
const fill = async () => {
  const cache = await caches.open(SHELL);
  await cache.addAll(assets.map(path => prefix + path));
  for (const path of pages) {
    const page = await fetch(prefix + path, { credentials: 'same-origin', cache: 'no-store' });
    if (page.ok) await cache.put(prefix + path, page);
  }
  const wanted = new Set([...assets, ...pages].map(path => prefix + path));
  for (const held of await cache.keys()) if (!wanted.has(new URL(held.url).pathname)) await cache.delete(held);
};
self.addEventListener('install', event => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener('activate', event => event.waitUntil(sweep().then(() => self.clients.claim())));
self.addEventListener('message', event => {
  // The language or the looks have changed: the kept pages follow.
  if (event.data === 'refill') event.waitUntil(fill().catch(() => {}));
});
self.addEventListener('sync', event => { if (event.tag === 'reports') event.waitUntil(sweep().then(() => queue.send())); });

// A case on the desk is one page, whatever is said in its address of the last thing done to it.
const deskCase = /^\/desk\/cases\/([^/]+)$/, deskAct = /^\/desk\/cases\/([^/]+)\/(?!contact-number$)([a-z-]+)$/;
const addressOf = text => {
  const url = new URL(text);
  return deskCase.test(step(url)) ? url.origin + url.pathname : text;
};
// What is older than a day is not shown, and does not stay either.
const sweep = async () => {
  const cache = await caches.open(PAGES);
  for (const held of await cache.keys()) {
    const page = await cache.match(held), at = page && page.headers.get('linli-at');
    if (at && Number(at) < Date.now() - DAY) await cache.delete(held);
  }
};
// The looks of desk work come with the pages that need them: residents' browsers keep none of it. Of each only the one of today.
const DESK = 'linli-desk' + prefix, deskAsset = /\/assets\/((?:console|map)-)\w+(\.css|\.js)/;
const keepLooks = async page => {
  const desk = await caches.open(DESK);
  for (const [, path] of page.matchAll(/ (?:href|src)="([^"]*\/assets\/(?:console|map)-\w+\.(?:css|js))"/g)) {
    if (await desk.match(path)) continue;
    const [, name, kind] = deskAsset.exec(path);
    for (const old of await desk.keys()) if (old.url.includes('/assets/' + name) && old.url.endsWith(kind)) await desk.delete(old);
    await desk.add(path);
  }
};
// Pages belong to one reader: somebody else's are thrown away before anything is kept or shown.
const keep = async (request, answer) => {
  const reader = answer.headers.get('linli-reader');
  if (!reader) return;
  const cache = await caches.open(PAGES), about = await cache.match(ABOUT);
  if (about && await about.text() !== reader) await caches.delete(PAGES);
  else await sweep();
  const mine = await caches.open(PAGES);
  await mine.put(ABOUT, new Response(reader));
  if (!answer.headers.get('linli-keep') || request.method !== 'GET') return;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'linli-at': String(Date.now()) };
  for (const name of ['content-security-policy', 'x-content-type-options', 'referrer-policy']) {
    const value = answer.headers.get(name);
    if (value) headers[name] = value;
  }
  const page = await answer.text();
  await mine.put(addressOf(request.url), new Response(page, { headers }));
  await keepLooks(page);
};
const kept = async request => {
  const held = await (await caches.open(PAGES)).match(addressOf(request.url)), at = held && Number(held.headers.get('linli-at'));
  if (!held || at < Date.now() - DAY) return null;
  const text = (await held.text()).replace('<html ', '<html data-kept-at="' + at + '" ');
  return new Response(text, { headers: held.headers });
};
const shell = async path => {
  const held = await (await caches.open(SHELL)).match(prefix + path);
  if (!held) return Response.error();
  return new Response((await held.text()).replace('<html ', '<html data-shell="1" '), { headers: held.headers });
};

// A notice says that there is news; where it leads is known here, whatever was sent.
const notice = event => {
  let said = {};
  try { said = event.data.json(); } catch { /* shown without words of its own */ }
  const { title = '邻里 Linli', text = '', lang = 'zh-Hans', tag = 'linli' } = said;
  return self.registration.showNotification(String(title), { body: String(text), lang, tag, icon: prefix + icon, badge: prefix + icon });
};
self.addEventListener('push', event => event.waitUntil(notice(event)));
const lead = async () => {
  const path = prefix + '/messages', open = await self.clients.matchAll({ type: 'window' });
  const there = open.find(client => new URL(client.url).pathname === path);
  if (there) return there.focus();
  return self.clients.openWindow(path);
};
self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(lead());
});
// The push service has ended a subscription, or put another in its place: the server is told as by the form of the settings.
// Who is not signed in any more is not told here either; of the old one the server hears when it writes to it.
const renew = async event => {
  let fresh = event.newSubscription || null;
  const page = await (await fetch(prefix + '/messages/settings', { credentials: 'same-origin', cache: 'no-store' })).text();
  const [key, mark] = [/ data-push="([\w-]+)"/, / name="form_token" value="([\w.-]+)"/].map(words => (words.exec(page) || [])[1]);
  if (!key || !mark) {
    if (fresh) await fresh.unsubscribe();
    return;
  }
  if (!fresh) fresh = await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = fresh.toJSON();
  const body = new URLSearchParams({ form_token: mark, endpoint, p256dh: keys.p256dh, auth: keys.auth });
  const answer = await fetch(prefix + '/messages/settings/push', { method: 'POST', credentials: 'same-origin', body });
  // One that the server does not take would be a browser that says it is told and is not.
  if (!answer.ok) await fresh.unsubscribe();
};
self.addEventListener('pushsubscriptionchange', event => event.waitUntil(renew(event)));
// Who signs out is not told here any more; the push service lets the server know.
const mute = async () => {
  const held = self.registration.pushManager && await self.registration.pushManager.getSubscription();
  if (held) await held.unsubscribe();
  for (const shown of await self.registration.getNotifications()) shown.close();
};

const isReport = path => path === '/report' || path === '/report/where' || path === '/report/check';

// Whose browser this is, as the last page from the server said.
const readerHere = async () => {
  const about = await (await caches.open(PAGES)).match(ABOUT), reader = about ? await about.text() : '-';
  return reader === '-' ? '' : reader;
};
// What was typed into a step of a report is kept here too, whether or not it arrives.
const note = async (path, form) => {
  if (!['/report/what', '/report/where'].includes(path)) return;
  const reader = await readerHere(), old = await queue.draft.get(reader) || {}, now = queue.ofForm(form);
  // A form sent once more without files has kept the ones it sent before.
  if (now.photos && !now.photos.length) delete now.photos;
  await queue.draft.set(reader, { ...old, ...now, fromDraft: true });
};
const again = async form => {
  const fields = {};
  for (const [name, value] of form) if (typeof value === 'string' && name !== 'form_token') fields[name] = value;
  const reader = await readerHere(), old = await queue.draft.get(reader) || {};
  await queue.put({ key: fields.command_key, reader, at: Date.now(), state: 'waiting', text: old.text, address: old.address, photos: [], draft: old, fields });
  await queue.draft.clear(reader);
};
// What the desk's page says of the case, so that the list of what waits can be read.
const aboutCase = async of => {
  const held = await (await caches.open(PAGES)).match(self.location.origin + prefix + '/desk/cases/' + of), page = held ? await held.text() : '';
  const plain = text => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
  const [no, title] = [/<span class="mono xs m3 nowrap"[^>]*>([^<]*)</, /<h2 class="dt">([^<]*)</].map(words => plain((words.exec(page) || ['', ''])[1]));
  return { no, title };
};
const later = async (of, move, form) => {
  const replaced = await queue.acts.hold(of, move, form, await readerHere(), await aboutCase(of));
  if (replaced) await queue.drop(replaced);
  if (self.registration.sync) await self.registration.sync.register('reports').catch(() => {});
  return Response.redirect(prefix + '/desk/cases/' + of, 303);
};
const posted = async (request, event) => {
  const path = step(new URL(request.url)), act = deskAct.exec(path);
  const copy = act || path.startsWith('/report/') ? request.clone() : null;
  try {
    const answer = await fetch(request);
    // Only what the server has heard of: who is still signed in loses nothing that waits.
    if (path === '/sign-out') {
      event.waitUntil(mute().catch(() => { /* the next notice ends it */ }));
      await caches.delete(PAGES);
      await queue.forget();
    }
    if (copy && !act && path !== '/report/check') await note(path, await copy.formData()).catch(() => {});
    else if (path === '/report/check') await queue.draft.clear(await readerHere());
    return answer;
  } catch (gone) {
    if (!copy) return shell('/offline');
    const form = await copy.formData();
    // Taking a photo out of a form is nothing that could be done later.
    if (act) return form.has('remove_photo') || !await readerHere() ? shell('/offline') : later(act[1], act[2], form);
    if (path === '/report/check' && form.get('act') === 'submit') await again(form);
    else await note(path, form);
    if (self.registration.sync) await self.registration.sync.register('reports').catch(() => {});
    return Response.redirect(prefix + '/report/offline', 303);
  }
};
const opened = async request => {
  try {
    const answer = await fetch(request);
    if ((answer.headers.get('content-type') || '').startsWith('text/html')) await keep(request, answer.clone()).catch(() => {});
    return answer;
  } catch (gone) {
    const path = step(new URL(request.url));
    if (isReport(path)) return Response.redirect(prefix + '/report/offline', 302);
    if (pages.includes(path)) return shell(path);
    return await kept(request) || shell('/offline');
  }
};
const asset = async request => await caches.match(request) || fetch(request);

self.addEventListener('fetch', event => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== location.origin || !url.pathname.startsWith(prefix + '/')) return;
  if (request.mode === 'navigate') event.respondWith(request.method === 'POST' ? posted(request, event) : opened(request));
  else if (request.method === 'GET' && step(url).startsWith('/assets/')) event.respondWith(asset(request));
});

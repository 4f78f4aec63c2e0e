// 邻里 Linli. Everything works without this file; it saves time and taps.
'use strict';
(() => {
  const root = document.documentElement, zh = root.lang.startsWith('zh');
  const skew = root.dataset.keptAt || root.dataset.shell ? 0 : Number(root.dataset.now || Date.now()) - Date.now();
  const now = () => Date.now() + skew;
  const all = (css, from = document) => Array.from(from.querySelectorAll(css));
  const two = n => String(n).padStart(2, '0');

  // The same words as Say.left on the server: what is left is cut, what is over is cut too.
  const short = m => {
    const d = Math.floor(m / 1440), h = Math.floor(m / 60) % 24, r = m % 60;
    if (zh) return d ? d + '天' + (h ? h + '时' : '') : h ? h + '时' + two(r) + '分' : r + '分';
    return d ? d + ' d' + (h ? ' ' + h + ' h' : '') : h ? h + ' h ' + two(r) + ' min' : r + ' min';
  };
  const left = ms => {
    const m = Math.floor(Math.abs(ms) / 60000), t = m ? short(m) : zh ? '不到1分' : '< 1 min';
    return zh ? (ms >= 0 ? '剩 ' : '超 ') + t : t + (ms >= 0 ? ' left' : ' over');
  };
  const tick = () => {
    const at = now();
    for (const tape of all('.sla[data-due]')) {
      const due = Number(tape.dataset.due), start = Number(tape.dataset.start);
      const share = Math.min(100, Math.max(0, Math.floor((at - start) * 100 / Math.max(1, due - start))));
      const look = at > due ? 'over' : share >= Number(tape.dataset.warn) ? 'near' : 'ok';
      const used = at > due ? 100 : Math.floor(share / 5) * 5;
      const name = 'sla ' + look + ' u-' + used + (tape.classList.contains('grow') ? ' grow' : '');
      if (tape.className !== name) tape.className = name;
      const text = tape.querySelector('.tx span');
      if (text) text.textContent = left(due - at);
    }
    for (const el of all('[data-left]')) el.textContent = left(Number(el.dataset.left) - at);
    const local = new Date(at + 8 * 3600e3);
    for (const el of all('[data-clock]'))
      el.textContent = local.getUTCHours() + ':' + two(local.getUTCMinutes()) + ':' + two(local.getUTCSeconds());
  };
  if (document.querySelector('.sla[data-due],[data-left],[data-clock]')) setInterval(tick, 1000);

  // Handed over by a shell: the token stands behind the #, which is sent to no server, and goes once.
  for (const form of all('form[data-handover]')) {
    const token = location.hash.slice(1);
    if (!/^[\w-]{43}$/.test(token)) continue;
    history.replaceState(null, '', location.pathname + location.search);
    form.elements.token.value = token;
    form.submit();
  }

  // The summary of errors takes the focus, so that a screen reader starts there.
  const errors = document.querySelector('[data-focus]');
  if (errors) errors.focus();

  // A second press sends nothing more; the button keeps its width.
  document.addEventListener('submit', event => {
    const form = event.target, button = event.submitter;
    // What only saves a file leaves the page as it is.
    if (form.dataset.again !== undefined) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = '1';
    if (button && button.dataset.wait) {
      button.setAttribute('aria-busy', 'true');
      setTimeout(() => { button.textContent = button.dataset.wait; }, 400);
    }
  });
  addEventListener('pageshow', () => { for (const form of all('form[data-sent]')) delete form.dataset.sent; });

  // Photos: a look at each one before it is sent, and a way to take it back.
  for (const input of all('input[type=file][data-preview]:not([data-send])')) {
    const box = input.closest('.up'), most = Number(input.dataset.most || 10), size = Number(input.dataset.size || 10485760);
    const keep = new DataTransfer();
    const draw = () => {
      all('.fresh', box).forEach(el => { URL.revokeObjectURL(el.dataset.url); el.remove(); });
      Array.from(keep.files).forEach((file, index) => {
        const cell = document.createElement('span');
        cell.className = 'fresh';
        const img = document.createElement('img');
        img.src = cell.dataset.url = URL.createObjectURL(file);
        img.alt = file.name;
        const off = document.createElement('button');
        off.type = 'button';
        off.className = 'rm';
        off.append(Object.assign(document.createElement('span'), { className: 'vh', textContent: input.dataset.remove }));
        const icon = box.querySelector('template[data-x]');
        if (icon) off.append(icon.content.cloneNode(true));
        off.addEventListener('click', () => {
          keep.items.remove(index); input.files = keep.files; draw(); input.focus();
        });
        cell.append(img, off);
        box.insertBefore(cell, input.closest('.add'));
      });
      const held = all('.kept', box).length;
      input.closest('.add').hidden = keep.files.length + held >= most;
      input.closest('.add').classList.toggle('big', keep.files.length + held === 0);
    };
    input.form.addEventListener('reset', () => { keep.items.clear(); draw(); });
    input.addEventListener('change', () => {
      const said = document.getElementById(input.getAttribute('aria-describedby'));
      let note = '';
      for (const file of Array.from(input.files)) {
        if (file.size > size) note = input.dataset.toobig.replace('#', Math.ceil(file.size / 1048576));
        else if (keep.files.length + all('.kept', box).length < most) keep.items.add(file);
      }
      input.files = keep.files;
      if (said) said.textContent = note || said.dataset.hint || said.textContent;
      if (said) said.classList.toggle('danger-t', note !== '');
      draw();
    });
  }

  // Where am I: the point goes into two hidden fields, with what the phone says of its accuracy.
  for (const button of all('[data-locate]')) {
    if (!navigator.geolocation) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      button.setAttribute('aria-busy', 'true');
      navigator.geolocation.getCurrentPosition(found => {
        button.removeAttribute('aria-busy');
        const { latitude, longitude, accuracy } = found.coords;
        document.dispatchEvent(new CustomEvent('linli:point', { detail: { latitude, longitude, accuracy, fly: true } }));
      }, () => {
        button.removeAttribute('aria-busy');
        const said = document.getElementById(button.dataset.locate);
        if (said) { said.textContent = said.dataset.failed; said.hidden = false; }
      }, { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 });
    });
  }
  document.addEventListener('linli:point', event => {
    const set = (name, value) => { const el = document.querySelector('input[name=' + name + ']'); if (el) el.value = value; };
    set('latitude', event.detail.latitude.toFixed(6));
    set('longitude', event.detail.longitude.toFixed(6));
    set('accuracy', event.detail.accuracy ? Math.round(event.detail.accuracy) : '');
    const sends = document.querySelector('form[data-sends-point]');
    if (sends) sends.requestSubmit();
  });

  // What was typed stays on this device until it is sent, for its reader alone; signing out takes it along.
  const tag = document.querySelector('script[data-reader]'), reader = tag ? tag.dataset.reader : '';
  const drafts = 'linli:draft:' + (tag ? tag.dataset.prefix : '') + ':';
  const forget = spared => {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(drafts) && !spared(key.slice(drafts.length).split(':')[0])) localStorage.removeItem(key);
    } catch { /* nothing is kept where nothing may be kept */ }
  };
  if (reader && !root.dataset.keptAt) forget(whose => whose === reader || whose === '');
  for (const form of all('form[action$="/sign-out"]')) form.addEventListener('submit', event => setTimeout(() => { if (!event.defaultPrevented) forget(() => false); }));
  for (const form of all('form[data-draft]')) {
    const name = drafts + reader + ':' + form.dataset.draft, said = form.querySelector('[data-saved]');
    const fields = () => all('textarea[name],input[type=text][name]', form);
    try {
      // Begun before signing in: it follows whoever signs in with it.
      const before = drafts + ':' + form.dataset.draft;
      if (reader && localStorage.getItem(before)) {
        if (!localStorage.getItem(name)) localStorage.setItem(name, localStorage.getItem(before));
        localStorage.removeItem(before);
      }
      const old = JSON.parse(localStorage.getItem(name) || '{}');
      for (const el of fields()) if (!el.value && old[el.name]) el.value = old[el.name];
    } catch { /* a draft that cannot be read is no draft */ }
    let wait;
    form.addEventListener('input', () => {
      clearTimeout(wait);
      wait = setTimeout(() => {
        try {
          localStorage.setItem(name, JSON.stringify(Object.fromEntries(fields().map(el => [el.name, el.value]))));
        } catch { return; }
        if (said) { said.hidden = false; const d = new Date(); said.querySelector('time').textContent = d.getHours() + ':' + two(d.getMinutes()); }
      }, 600);
    });
    form.addEventListener('submit', () => localStorage.removeItem(name));
  }
  // Characters as people and the server count them: a family of four is one. Nothing is cut off.
  const segments = window.Intl && Intl.Segmenter ? new Intl.Segmenter() : null;
  const length = text => segments ? Array.from(segments.segment(text)).length : Array.from(text).length;
  for (const el of all('textarea[data-count]')) {
    const out = document.getElementById(el.dataset.count), most = Number(el.dataset.most);
    const show = () => {
      const n = length(el.value);
      if (out) { out.textContent = n + ' / ' + most; out.classList.toggle('danger-t', n > most); }
    };
    el.addEventListener('input', show);
    show();
  }

  // News while somebody looks: one stream a page; where streams do not get through, a question every fifteen seconds.
  const wants = all('[data-live]'), line = document.body.dataset.liveAt;
  if (line && wants.length) {
    const query = new URLSearchParams();
    for (const el of wants) {
      if (!query.getAll('feed').includes(el.dataset.live)) query.append('feed', el.dataset.live);
      for (const [name, value] of new URLSearchParams(el.dataset.liveQuery || '')) query.set(name, value);
    }
    let at = String(Number(root.dataset.now) - 1000), stream = null, timer = 0, hello = 0, polls = 0, over = false, heard = Date.now();
    const counted = new Set(), row = id => document.querySelector('[data-row][href*="/cases/' + id + '"]');
    const show = (box, text) => { const bar = box && box.querySelector('.newer'); if (!bar) return; if (text) bar.querySelector('span').textContent = text; bar.hidden = false; };
    let count = 0;
    const queue = news => {
      const box = document.querySelector('[data-live=queue]'), bar = box && box.querySelector('.newer');
      if (!bar) return;
      let fresh = news.new;
      for (const id of news.ids) if (row(id) || counted.has(id)) fresh--; else counted.add(id);
      count += Math.max(0, fresh);
      if (count) show(box, (count === 1 ? bar.dataset.one : bar.dataset.many).replace('#', count));
      for (const { id, version } of news.changed) {
        const el = row(id);
        if (!el || Number(el.dataset.version) >= version || el.querySelector('.news')) continue;
        el.classList.add('fresh');
        const tag = Object.assign(document.createElement('span'), { className: 'tag news', textContent: bar.dataset.changed });
        el.querySelector('.rt').append(tag);
      }
    };
    const unread = news => {
      for (const el of all('[data-unread]')) {
        el.textContent = news.unread > 99 ? '99+' : news.unread;
        el.append(Object.assign(document.createElement('span'), { className: 'vh', textContent: ' ' + el.dataset.unread }));
        el.hidden = !news.unread;
      }
    };
    const take = news => {
      document.dispatchEvent(new CustomEvent('linli:news', { detail: news }));
      if (news.messages) unread(news.messages);
      if (news.queue) queue(news.queue);
      const box = news.case && document.querySelector('[data-live=case]');
      if (box && news.case.version > Number(box.dataset.version)) show(box);
    };
    const lost = () => {
      const queues = document.querySelector('[data-live=queue] .newer');
      if (queues) show(queues.parentNode, queues.dataset.lost);
    };
    const alive = () => { heard = Date.now(); };
    const sure = () => { clearTimeout(hello); hello = 0; };
    // A stream that says nothing, or breaks off and does not come back: then by asking.
    const doubt = () => { if (!hello) hello = setTimeout(() => { hello = 0; poll(); }, 8000); };
    const shut = () => { clearTimeout(timer); sure(); if (stream) stream.close(); stream = null; };
    const ask = () => fetch(line + '/news?' + query + '&since=' + at, { redirect: 'manual', headers: { Accept: 'application/json' } })
      .then(answer => {
        // Signed out, or no longer for this person: nothing more to ask for.
        if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 404) { over = true; return null; }
        return answer.ok ? answer.json() : null;
      })
      .then(answer => { if (!answer) return; alive(); at = answer.at; answer.news.forEach(take); if (answer.isLost) lost(); }, () => {});
    const poll = () => {
      shut();
      timer = setTimeout(() => ask().then(() => {
        if (over || document.hidden) return;
        // Now and then the stream gets another chance.
        if (++polls % 8) poll(); else open();
      }), 15000);
    };
    const open = () => {
      shut();
      if (over || document.hidden) return;
      if (!window.EventSource) { poll(); return; }
      const mine = stream = new EventSource(line + '?' + query + '&since=' + at);
      const on = (name, body) => mine.addEventListener(name, event => { alive(); sure(); if (event.lastEventId) at = event.lastEventId; body(event); });
      on('hello', () => { polls = 0; });
      on('beat', () => {});
      on('news', event => take(JSON.parse(event.data)));
      on('lost', lost);
      on('full', poll);
      mine.onerror = () => { if (mine.readyState === 2) ask().then(() => { if (!over) poll(); }); else doubt(); };
      doubt();
    };
    document.addEventListener('visibilitychange', () => { if (document.hidden) shut(); else { heard = Date.now(); open(); } });
    addEventListener('pagehide', shut);
    addEventListener('pageshow', event => { if (event.persisted) open(); });
    // A desk that hears nothing says since when.
    const bar = document.querySelector('[data-lost].lost');
    if (bar) setInterval(() => {
      const seconds = Math.round((Date.now() - heard) / 1000), dead = !document.hidden && !over && seconds > 40;
      // A line that is open and brings nothing, not even a beat, is none.
      if (dead && stream && stream.readyState === 1) poll();
      document.dispatchEvent(new CustomEvent('linli:line', { detail: { seconds, how: over ? 'over' : dead ? 'lost' : stream && stream.readyState === 1 ? 'on' : 'poll' } }));
      bar.hidden = !dead;
      if (dead) bar.textContent = bar.dataset.lost.replace('#', seconds);
    }, 1000);
    open();
  }

  // Read aloud in the page's own words, where the browser has a voice; once more to stop.
  for (const button of all('[data-read]')) {
    const voice = window.speechSynthesis, label = button.querySelector('span'), start = label.textContent;
    if (!voice || !window.SpeechSynthesisUtterance) continue;
    const say = on => { button.setAttribute('aria-pressed', String(on)); label.textContent = on ? label.dataset.stop : start; };
    button.hidden = false;
    button.addEventListener('click', () => {
      voice.cancel();
      if (button.getAttribute('aria-pressed') === 'true') { say(false); return; }
      const words = new SpeechSynthesisUtterance(all('[data-reads]').map(el => el.innerText.trim()).filter(Boolean).join(zh ? '。' : '. '));
      words.lang = zh ? 'zh-CN' : 'en-GB';
      // What was cut off by a new press has nothing more to say about the button.
      words.onend = words.onerror = () => { if (!voice.speaking) say(false); };
      voice.speak(words);
      say(true);
    });
    addEventListener('pagehide', () => voice.cancel());
  }

  addEventListener('beforeprint', () => { for (const part of all('details.prints')) part.open = true; });

  for (const button of all('[data-print]')) { button.hidden = false; button.addEventListener('click', () => print()); }
  for (const button of all('[data-copy]')) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener('click', () => navigator.clipboard.writeText(button.dataset.copy)
      .then(() => { button.textContent = button.dataset.done; }));
  }
})();

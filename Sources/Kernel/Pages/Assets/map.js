// 邻里 Linli, maps. The list beside a map is always the full alternative; this only draws it.
'use strict';
(() => {
  if (!window.L) return;
  const box = document.querySelector('[data-map]');
  if (!box) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const gcj = box.dataset.datum === 'gcj02' && Boolean(box.dataset.tiles);

  // WGS-84 is what we keep; tiles drawn in GCJ-02 are shifted, so points are shifted to fit them.
  const A = 6378245, EE = 0.00669342162296594323, PI = Math.PI;
  const wave = (x, y) => (20 * Math.sin(6 * x * PI) + 20 * Math.sin(2 * x * PI)) * 2 / 3;
  const shift = (lat, lng) => {
    const x = lng - 105, y = lat - 35;
    let a = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + wave(x)
      + (20 * Math.sin(y * PI) + 40 * Math.sin(y / 3 * PI)) * 2 / 3 + (160 * Math.sin(y / 12 * PI) + 320 * Math.sin(y * PI / 30)) * 2 / 3;
    let o = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + wave(x)
      + (20 * Math.sin(x * PI) + 40 * Math.sin(x / 3 * PI)) * 2 / 3 + (150 * Math.sin(x / 12 * PI) + 300 * Math.sin(x / 30 * PI)) * 2 / 3;
    const r = lat / 180 * PI, m = 1 - EE * Math.sin(r) ** 2, s = Math.sqrt(m);
    a = a * 180 / (A * (1 - EE) / (m * s) * PI);
    o = o * 180 / (A / s * Math.cos(r) * PI);
    return [a, o];
  };
  const shown = (lat, lng) => { if (!gcj) return [lat, lng]; const [a, o] = shift(lat, lng); return [lat + a, lng + o]; };
  const kept = at => {
    if (!gcj) return [at.lat, at.lng];
    let lat = at.lat, lng = at.lng;
    for (let i = 0; i < 4; i++) { const [a, o] = shift(lat, lng); lat = at.lat - a; lng = at.lng - o; }
    return [lat, lng];
  };

  box.removeAttribute('data-empty');
  const centre = (box.dataset.centre || '').split(',').map(Number);
  // A still one is looked at only: the page scrolls over it, and no key gets caught in it.
  const still = box.hasAttribute('data-still');
  const moves = still ? Object.fromEntries(['dragging', 'keyboard', 'scrollWheelZoom', 'touchZoom', 'doubleClickZoom', 'boxZoom', 'tap'].map(way => [way, false])) : {};
  const map = L.map(box, { ...moves, zoomControl: false, attributionControl: Boolean(box.dataset.attribution), zoomAnimation: !calm, fadeAnimation: !calm, maxZoom: Number(box.dataset.maxzoom || 19), zoomSnap: box.dataset.tiles ? 1 : .5 });
  if (!still) L.control.zoom({ position: 'topright', zoomInTitle: box.dataset.zoomin, zoomOutTitle: box.dataset.zoomout }).addTo(map);
  map.setView(centre.length === 2 ? shown(centre[0], centre[1]) : [29, 118], Number(box.dataset.zoom || 16));
  if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution, maxZoom: Number(box.dataset.maxzoom || 19) }).addTo(map);

  box.linli = { map, shown, kept };
  const two = n => String(n).padStart(2, '0');
  const pick = box.hasAttribute('data-pick');
  const grids = [];
  const inside = (ring, lat, lng) => {
    let is = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x1, y1] = ring[i], [x2, y2] = ring[j];
      if ((y1 > lat) !== (y2 > lat) && lng < (x2 - x1) * (lat - y1) / (y2 - y1) + x1) is = !is;
    }
    return is;
  };
  // Where the map happens to open is nobody's answer: only a hand places the pin, which then stands in the middle.
  const list = pick ? document.querySelector('select[name=grid]') : null;
  let placed = box.hasAttribute('data-placed'), hand = false;
  const light = grid => {
    for (const g of grids) if (g.path._path) g.path._path.classList.toggle('on', g === grid);
    if (grid) grid.path.bringToFront();
  };
  const under = () => { const [latitude, longitude] = kept(map.getCenter()); return grids.find(g => inside(g.ring, latitude, longitude)); };
  const point = () => {
    if (!placed && !hand) return;
    placed = true;
    hand = false;
    box.setAttribute('data-placed', '');
    const [latitude, longitude] = kept(map.getCenter()), grid = under(), guess = document.getElementById('grid-guess');
    // What was guessed from the words is overtaken by the hand.
    if (guess) guess.hidden = true;
    light(grid);
    if (list) list.value = grid && Array.from(list.options).some(o => o.value === grid.code) ? grid.code : '';
    document.dispatchEvent(new CustomEvent('linli:point', { detail: { latitude, longitude } }));
  };
  // What is known already: the pin, or the grid that was chosen in the list.
  const show = () => {
    const chosen = placed ? under() : grids.find(g => g.code && list && g.code === list.value);
    light(chosen);
    if (chosen && !placed) map.setView(chosen.path.getBounds().getCenter(), 17, { animate: false });
  };

  // Borders as the directory keeps them, "lng,lat lng,lat"; the drawn basemap's own where a page names none.
  const grid = (code, label, ring, on) => {
    const path = L.polygon(ring.map(([lng, lat]) => shown(lat, lng)), { interactive: false, className: 'f-grid' + (on ? ' on' : ''), weight: 4, opacity: 1, fill: true, fillOpacity: 1 }).addTo(map);
    grids.push({ code, ring, path });
    // The grid that is walked has its name above the map; there the stops' numbers count.
    const middle = axis => ring.reduce((sum, pair) => sum + pair[axis], 0) / ring.length;
    const isWalked = box.dataset.route !== undefined && box.dataset.ring && inside(ringOf(box.dataset.ring), middle(1), middle(0));
    if (label && !isWalked) {
      const mark = document.createElement('span');
      mark.textContent = label;
      L.marker(path.getBounds().getCenter(), { interactive: false, keyboard: false, icon: L.divIcon({ className: 'gridno', html: mark, iconSize: [30, 18], iconAnchor: [15, -10] }) }).addTo(map);
    }
    return path;
  };
  const ringOf = text => text.split(' ').map(pair => pair.split(',').map(Number));
  for (const option of document.querySelectorAll('option[data-ring]')) grid(option.value, option.dataset.label, ringOf(option.dataset.ring));
  const ringed = box.dataset.ring && grid('', '', ringOf(box.dataset.ring), true).getBounds();
  if (ringed) map.fitBounds(ringed, { padding: [12, 12], maxZoom: 17 });

  const WEIGHT = { minor: [4, 6], mid: [7, 9], major: [11, 14] };
  const draw = data => {
    const of = kind => data.features.filter(f => f.properties.kind === kind);
    const add = (features, style) => features.length && L.geoJSON({ type: 'FeatureCollection', features }, { interactive: false, style }).addTo(map);
    const fill = name => () => ({ className: name, stroke: false, fillOpacity: 1, fill: true });
    const lines = [];
    const line = (features, name, weigh) => {
      const layer = add(features, f => ({ className: name, fill: false, weight: weigh(f), lineCap: 'butt', opacity: 1 }));
      if (layer) lines.push([layer, weigh]);
    };
    if (!box.dataset.tiles) {
      add(of('park'), fill('f-park'));
      add(of('building'), fill('f-building'));
      line(of('water'), 'f-bank', () => 26);
      line(of('water'), 'f-water', () => 22);
      line(of('road'), 'f-case', f => WEIGHT[f.properties.rank][1]);
      line(of('road'), 'f-road', f => WEIGHT[f.properties.rank][0]);
    }
    if (!grids.some(g => g.code)) for (const f of of('grid')) grid(f.properties.code, two(f.properties.no), f.geometry.coordinates[0]);
    // Borders run along roads and lie above them.
    for (const g of grids) g.path.bringToFront();
    const weigh = () => {
      const scale = 2 ** (map.getZoom() - 16);
      for (const [layer, of] of lines) layer.setStyle(f => ({ weight: Math.max(1, of(f) * scale) }));
    };
    map.on('zoomend', weigh);
    weigh();
    if (pick) show();
  };
    if (box.dataset.basemap) fetch(box.dataset.basemap).then(r => r.ok ? r.json() : Promise.reject(r.status)).then(draw).catch(() => { box.dataset.failed = '1'; });

  // Glyphs differ as well as colours: ! over, clock near, + new, dot in time.
  const glyph = {
    over: '<path class="fg" d="M0 -28v7"/><circle class="ff" cy="-16" r="1.800"/>',
    near: '<circle class="fg" cy="-22" r="6"/><path class="fg" d="M0 -25.500v3.800l2.500 1.500"/>',
    fresh: '<path class="fg" d="M0 -27v10M-5 -22h10"/>',
    stop: '<path class="fg" d="M-2.500 -26v8M2.500 -26v8"/>'
  };
  const pin = (look, on, nr) => L.divIcon({
    className: 'pinmark ' + look + (on ? ' on' : ''), iconSize: [30, 38], iconAnchor: [15, 37],
    html: '<svg width="30" height="38" viewBox="-14 -36 28 37" aria-hidden="true"><path class="bg" d="M0 0C-4 -7 -12 -13 -12 -22A12 12 0 1 1 12 -22C12 -13 4 -7 0 0Z"/>' + (glyph[look] || '<circle class="ff" cy="-22" r="4.500"/>') + '</svg>' + (nr ? '<b>' + Number(nr) + '</b>' : '')
  });
  const rows = Array.from(document.querySelectorAll('[data-lat]'));
  const seen = [];
  for (const row of rows) {
    const at = shown(Number(row.dataset.lat), Number(row.dataset.lng)), on = row.getAttribute('aria-current') === 'true';
    seen.push(at);
    const marker = L.marker(at, { icon: pin(row.dataset.look || '', on, row.dataset.nr), title: row.dataset.name, alt: row.dataset.name, zIndexOffset: on ? 1000 : 0 })
      .addTo(map).on('click', () => { if (row.href) location.assign(row.href); });
    if (on && !pick) {
      const name = document.createElement('b');
      name.textContent = row.dataset.name;
      marker.bindTooltip(name, { permanent: true, direction: 'right', className: 'pinname', offset: [16, -20] });
      map.setView(at, Math.min(map.getZoom(), box.dataset.tiles ? 15 : 15.5));
    }
  }
  // What presses and cannot be seen is said, and one press shows it.
  const beyond = document.querySelector('[data-outside]');
  if (beyond) {
    const hot = rows.map((row, i) => /over|near/.test(row.dataset.look) && seen[i]).filter(Boolean);
    const count = () => { const n = hot.filter(at => !map.getBounds().contains(at)).length; beyond.hidden = !n; beyond.textContent = beyond.dataset.outside.replace('#', n); };
    beyond.addEventListener('click', () => map.fitBounds(hot, { padding: [40, 40], maxZoom: 16 }));
    map.on('moveend', count);
    count();
  }
  // The way from one to the next, in the order of the list.
  if (box.dataset.route !== undefined) {
    const start = box.dataset.route && box.dataset.route.split(',').map(Number), way = start ? [shown(start[0], start[1])].concat(seen) : seen;
    L.polyline(way, { interactive: false, className: 'f-route', weight: 4, dashArray: '1 9', lineCap: 'round', opacity: 1 }).addTo(map);
    // A pin stands above its place with its number beside it, and the controls have the right edge: no stop lies under them.
    const whole = L.latLngBounds(way);
    if (ringed) whole.extend(ringed);
    if (whole.isValid()) map.fitBounds(whole, { paddingTopLeft: [24, 44], paddingBottomRight: [84, 14], maxZoom: 17, animate: false });
    if (start) L.marker(way[0], { interactive: false, keyboard: false, icon: L.divIcon({ className: 'duty', iconSize: [16, 16] }) }).addTo(map);
  }
  for (const post of document.querySelectorAll('[data-post]'))
    L.marker(shown(Number(post.dataset.postLat), Number(post.dataset.postLng)), { interactive: false, keyboard: false, icon: L.divIcon({ className: 'duty', iconSize: [16, 16] }) }).addTo(map);
  if (!pick && seen.length > 1 && !box.dataset.ring && !rows.some(r => r.getAttribute('aria-current') === 'true')) map.fitBounds(seen, { padding: [40, 40], maxZoom: 17 });
  if (pick) {
    for (const el of document.querySelectorAll('[data-onmap]')) el.textContent = el.dataset.onmap;
    map.on('dragstart', () => { hand = true; });
    // The buttons on the map are inside it, and no places.
    map.on('click', event => { if (event.originalEvent.target.closest('button')) return; hand = true; map.setView(event.latlng, map.getZoom(), { animate: !calm }); });
    box.addEventListener('keydown', event => { if (event.target === box && event.key.startsWith('Arrow')) hand = true; });
    map.on('moveend', point);
    // Another grid chosen in the list takes the pin away: it stood for the one before.
    if (list) list.addEventListener('change', () => {
      if (placed) for (const name of ['latitude', 'longitude', 'accuracy']) { const field = document.querySelector('input[name=' + name + ']'); if (field) field.value = ''; }
      placed = false;
      box.removeAttribute('data-placed');
      show();
    });
    document.addEventListener('linli:point', event => {
      if (!event.detail.fly) return;
      hand = true;
      map.setView(shown(event.detail.latitude, event.detail.longitude), 18);
    });
  }
})();

// 邻里 Linli, borders drawn on a map. The text box beside it is the form's answer and the full alternative.
'use strict';
(() => {
  const box = document.querySelector('[data-border]');
  if (!box || !box.linli) return;
  const { map, shown, kept } = box.linli;
  const field = document.getElementById(box.dataset.border);
  const tools = document.querySelector('[data-border-tools]');
  const says = document.querySelector('[data-border-says]');
  let rings = [], past = [], marks = [], layer = null, born = 0;
  // Above the basemap, which may be drawn later, and below the corners.
  map.createPane('border').style.zIndex = 450;
  const renderer = L.svg({ pane: 'border' }), drawn = { pane: 'border', renderer, interactive: false };

  const round = n => Math.round(n * 1e7) / 1e7;
  const same = (a, b) => a && b && a[0] === b[0] && a[1] === b[1];
  // What the server reads: GeoJSON of one polygon, or lines of longitude and latitude.
  const parse = text => {
    text = text.trim();
    if (!text) return [];
    if (!/^[{[]/.test(text)) {
      const ring = text.split(/[\n;；]+/).map(line => line.trim()).filter(Boolean).map(line => line.split(/[\s,，]+/).map(Number));
      return ring.every(p => p.length === 2 && p.every(Number.isFinite)) ? [open(ring)] : null;
    }
    let value;
    try { value = JSON.parse(text); } catch { return null; }
    if (value.type === 'FeatureCollection') value = value.features && value.features.length === 1 ? value.features[0] : null;
    if (value && value.type === 'Feature') value = value.geometry;
    const list = value && (value.type === 'Polygon' ? value.coordinates : Array.isArray(value) ? (typeof value[0][0] === 'number' ? [value] : value) : null);
    return list && list.every(ring => ring.every(p => Array.isArray(p) && p.length === 2 && p.every(Number.isFinite))) ? list.map(open) : null;
  };
  const open = ring => ring.length > 1 && same(ring[0], ring[ring.length - 1]) ? ring.slice(0, -1) : ring;
  const write = () => {
    field.value = rings.some(ring => ring.length) ? JSON.stringify({ type: 'Polygon', coordinates: rings.map(ring => ring.concat([ring[0]])) }) : '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const keep = () => { past.push(JSON.stringify(rings)); if (past.length > 100) past.shift(); };
  const place = ([x, y]) => shown(y, x);
  const point = at => { const [lat, lng] = kept(at); return [round(lng), round(lat)]; };
  const tell = (ring, index) => {
    const p = rings[ring][index];
    says.textContent = says.dataset.point.replace('#', index + 1).replace('#', rings[ring].length).replace('#', p[0].toFixed(6)).replace('#', p[1].toFixed(6));
  };

  const outline = () => {
    if (layer) layer.remove();
    layer = rings.some(ring => ring.length > 1) ? L.polygon(rings.map(ring => ring.map(place)), { ...drawn, className: 'f-own', weight: 3 }).addTo(map) : null;
  };
  const draw = focus => {
    for (const mark of marks) mark.remove();
    marks = [];
    outline();
    rings.forEach((ring, r) => ring.forEach((p, i) => {
      const mark = L.marker(place(p), { draggable: true, keyboard: true, title: says.dataset.corner + ' ' + (i + 1), alt: says.dataset.corner + ' ' + (i + 1), icon: L.divIcon({ className: 'corner', iconSize: [24, 24] }) }).addTo(map);
      mark.on('dragstart', keep).on('drag', e => { ring[i] = point(e.target.getLatLng()); outline(); }).on('dragend', () => { write(); draw([r, i]); });
      // Without a listener of its own Leaflet hands a corner's click to the map, which would make another corner there.
      mark.on('click', () => {});
      // The second click on a place that the first has made a corner of is no wish to take it away.
      mark.on('dblclick contextmenu', e => { L.DomEvent.stop(e); if (e.type !== 'dblclick' || performance.now() - born > 500) remove(r, i); });
      const el = mark.getElement();
      el.addEventListener('focus', () => tell(r, i));
      el.addEventListener('keydown', e => keys(e, r, i));
      marks.push(mark);
      if (focus && focus[0] === r && focus[1] === i) el.focus({ preventScroll: true });
      const next = ring[(i + 1) % ring.length];
      if (ring.length < 2 || (ring.length === 2 && i === 1)) return;
      const half = L.marker(place([(p[0] + next[0]) / 2, (p[1] + next[1]) / 2]), { keyboard: false, icon: L.divIcon({ className: 'half', iconSize: [16, 16] }) }).addTo(map);
      half.on('click', () => insert(r, i));
      marks.push(half);
    }));
  };
  const insert = (r, i) => {
    keep();
    born = performance.now();
    const ring = rings[r], a = ring[i], b = ring[(i + 1) % ring.length];
    ring.splice(i + 1, 0, [round((a[0] + b[0]) / 2), round((a[1] + b[1]) / 2)]);
    write();
    draw([r, i + 1]);
  };
  const remove = (r, i) => {
    keep();
    rings[r].splice(i, 1);
    if (!rings[r].length) rings.splice(r, 1);
    write();
    draw(rings[r] ? [r, Math.min(i, rings[r].length - 1)] : null);
  };
  const keys = (e, r, i) => {
    const step = e.shiftKey ? 10 : 2, by = { ArrowUp: [0, -step], ArrowDown: [0, step], ArrowLeft: [-step, 0], ArrowRight: [step, 0] }[e.key];
    if (by) {
      keep();
      const at = map.latLngToContainerPoint(place(rings[r][i])).add(by);
      rings[r][i] = point(map.containerPointToLatLng(at));
      write();
      draw([r, i]);
    } else if (e.key === 'Insert' || e.key === '+') insert(r, i);
    else if (e.key === 'Delete' || e.key === 'Backspace') remove(r, i);
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  map.doubleClickZoom.disable();
  map.on('click', e => {
    keep();
    born = performance.now();
    if (!rings.length) rings.push([]);
    // A new corner goes where it lengthens the outer border least.
    const ring = rings[0], at = point(e.latlng), far = (a, b) => Math.hypot((a[0] - b[0]) * Math.cos(a[1] * Math.PI / 180), a[1] - b[1]);
    let best = ring.length - 1, least = Infinity;
    if (ring.length > 2) ring.forEach((p, i) => { const n = ring[(i + 1) % ring.length], more = far(p, at) + far(at, n) - far(p, n); if (more < least) { least = more; best = i; } });
    ring.splice(best + 1, 0, at);
    write();
    draw([0, best + 1]);
  });
  tools.hidden = false;
  tools.addEventListener('click', e => {
    const act = e.target.dataset && e.target.dataset.borderAct;
    if (act === 'undo' && past.length) rings = JSON.parse(past.pop());
    else if (act === 'clear' && rings.length) { keep(); rings = []; }
    else return;
    write();
    draw();
  });
  field.addEventListener('change', () => { const read = parse(field.value); if (read) { keep(); rings = read; draw(); fit(); } });
  const fit = () => { if (rings[0] && rings[0].length > 1) map.fitBounds(rings[0].map(place), { padding: [48, 48], maxZoom: 18 }); };

  for (const other of document.querySelectorAll('[data-neighbour]')) {
    const ring = parse(other.dataset.ring);
    if (!ring) continue;
    L.polygon(ring.map(r => r.map(place)), { ...drawn, className: 'f-next', weight: 1.5 }).addTo(map);
  }
  rings = parse(field.value) || [];
  draw();
  fit();
})();

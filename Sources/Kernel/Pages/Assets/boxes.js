// Boxes drawn on a photo with finger, pen or mouse; the numbers in the form are what is sent, and
// whoever types them sees the same boxes.
(() => {
  for (const box of document.querySelectorAll('[data-cover]')) {
    const form = document.getElementById(box.dataset.cover), photo = box.querySelector('img');
    if (!form || !photo) continue;
    const rows = () => Array.from(form.querySelectorAll('[data-cover-row]'));
    const cells = row => ['left', 'top', 'width', 'height'].map(name => row.querySelector('[name=' + name + ']'));
    const place = (mark, part) => {
      ['left', 'top', 'width', 'height'].forEach((side, i) => { mark.style[side] = part[i] + '%'; });
    };
    const show = () => {
      for (const mark of box.querySelectorAll('i')) mark.remove();
      for (const row of rows()) {
        const part = cells(row).map(cell => cell.value === '' ? NaN : Number(cell.value));
        if (!part.every(Number.isFinite)) continue;
        const mark = document.createElement('i');
        place(mark, part);
        box.append(mark);
      }
    };
    const empty = () => {
      const last = rows().pop(), free = rows().find(row => cells(row).every(cell => cell.value === ''));
      if (free || !last) return free;
      const more = last.cloneNode(true);
      more.querySelector('legend').textContent = more.querySelector('legend').textContent.replace(/\d+$/, n => Number(n) + 1);
      for (const cell of cells(more)) {
        const label = more.querySelector('label[for="' + cell.id + '"]');
        cell.value = '';
        cell.id = cell.id.replace(/\d+$/, n => Number(n) + 1);
        if (label) label.htmlFor = cell.id;
      }
      last.after(more);
      return more;
    };
    let start = null, mark = null;
    const at = event => {
      const frame = photo.getBoundingClientRect(), share = (value, whole) => Math.min(100, Math.max(0, value / whole * 100));
      return [share(event.clientX - frame.left, frame.width), share(event.clientY - frame.top, frame.height)];
    };
    const part = end => {
      const tenths = value => Math.round(value * 10) / 10;
      const left = tenths(Math.min(start[0], end[0])), top = tenths(Math.min(start[1], end[1]));
      return [left, top, tenths(Math.max(start[0], end[0]) - left), tenths(Math.max(start[1], end[1]) - top)];
    };
    photo.draggable = false;
    box.classList.add('draws');
    box.addEventListener('pointerdown', event => {
      if (event.button !== 0) return;
      event.preventDefault();
      box.setPointerCapture(event.pointerId);
      start = at(event);
      mark = document.createElement('i');
      box.append(mark);
    });
    box.addEventListener('pointermove', event => { if (start) place(mark, part(at(event))); });
    box.addEventListener('pointerup', event => {
      if (!start) return;
      const drawn = part(at(event));
      start = null;
      // A slip of the finger is no box.
      const row = drawn[2] >= 0.5 && drawn[3] >= 0.5 ? empty() : null;
      if (row) cells(row).forEach((cell, i) => { cell.value = String(Math.round(drawn[i] * 10) / 10); });
      show();
    });
    box.addEventListener('pointercancel', () => { start = null; show(); });
    form.addEventListener('input', show);
    show();
  }
})();

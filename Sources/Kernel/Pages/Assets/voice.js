// 邻里 Linli, a spoken note: pressed once to begin, once to end. Without it a sound file can be chosen.
(() => {
  for (const box of document.querySelectorAll('[data-voice]')) {
    if (!window.MediaRecorder || !navigator.mediaDevices) continue;
    const input = box.querySelector('input[type=file]'), file = box.querySelector('.file'), button = box.querySelector('[data-record]');
    const word = button.querySelector('[data-say]'), begin = word.textContent, said = document.getElementById(input.getAttribute('aria-describedby'));
    const taken = box.querySelector('[data-taken]'), player = taken.querySelector('audio'), most = Number(box.dataset.most), hint = said.textContent;
    let recorder = null, clock = 0;
    button.hidden = false;
    file.hidden = true;
    const show = () => {
      const has = input.files.length > 0;
      taken.hidden = !has;
      button.hidden = has;
      if (player.src) URL.revokeObjectURL(player.src);
      if (has) player.src = URL.createObjectURL(input.files[0]);
      else player.removeAttribute('src');
    };
    const start = async () => {
      let stream;
      try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch {
        said.textContent = box.dataset.denied;
        button.hidden = true;
        file.hidden = false;
        return;
      }
      const parts = [], began = Date.now();
      recorder = new MediaRecorder(stream, { audioBitsPerSecond: 32000 });
      recorder.addEventListener('dataavailable', event => { if (event.data.size) parts.push(event.data); });
      recorder.addEventListener('stop', () => {
        clearInterval(clock);
        stream.getTracks().forEach(track => track.stop());
        const held = new DataTransfer();
        if (parts.length) held.items.add(new File(parts, 'voice', { type: recorder.mimeType }));
        recorder = null;
        input.files = held.files;
        said.textContent = hint;
        word.textContent = begin;
        button.setAttribute('aria-pressed', 'false');
        show();
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });
      recorder.start();
      word.textContent = word.dataset.say;
      button.setAttribute('aria-pressed', 'true');
      clock = setInterval(() => {
        const seconds = Math.round((Date.now() - began) / 1000);
        said.textContent = box.dataset.running.replace('#', Math.max(0, most - seconds));
        if (seconds >= most && recorder) recorder.stop();
      }, 500);
    };
    button.addEventListener('click', () => { if (recorder) recorder.stop(); else start(); });
    box.querySelector('[data-again]').addEventListener('click', () => { input.value = ''; show(); button.focus(); });
    input.addEventListener('change', show);
    // A form that is sent while somebody speaks takes what was said so far.
    input.form.addEventListener('submit', event => {
      if (!recorder) return;
      event.preventDefault();
      event.stopPropagation();
      const { submitter } = event;
      recorder.addEventListener('stop', () => setTimeout(() => input.form.requestSubmit(submitter)));
      recorder.stop();
    }, true);
  }
})();

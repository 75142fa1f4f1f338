// What the page does beside htmx: keys, focus after a navigation, and forms that are saved as they
// are written. Without it, everything still works.
(() => {
  'use strict';
  const SILENCE_MS = 5000;

  // A page that answered a form is asked for anew by who comes back to it, not sent once more.
  history.replaceState(history.state, '', location.href);

  // A form that is marked so is saved when nobody has typed for a while. It is never swapped.
  for (const form of document.querySelectorAll('form[data-saves]')) {
    let waiting = 0;
    let busy = false;
    const save = async () => {
      if (busy) { waiting = setTimeout(save, SILENCE_MS); return; }
      busy = true;
      const body = new URLSearchParams(new FormData(form));
      body.set('_gem', '1');
      try {
        const answer = await fetch(form.action, { method: 'POST', body, redirect: 'error' });
        if (answer.ok) {
          const [revision, saved] = (await answer.text()).split('\n');
          for (const field of document.querySelectorAll('input[name="_revision"]')) field.value = revision;
          const line = document.querySelector('#gemt span');
          if (line && saved) line.textContent = saved;
        }
      } catch { /* The next pause, or the button, tries again. */ }
      busy = false;
    };
    form.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(save, SILENCE_MS); });
    form.addEventListener('submit', (event) => {
      clearTimeout(waiting);
      // What is being saved at this moment would count as another window.
      if (busy) { event.preventDefault(); const by = event.submitter; setTimeout(() => form.requestSubmit(by), 100); }
    });
  }

  // What is typed would be gone with a page that nobody answers any more: before it is sent, the
  // program is asked whether it still knows this browser. What is pressed twice is sent once.
  const closed = (form) => {
    document.getElementById('fejl')?.remove();
    const note = document.getElementById('lukket').content.cloneNode(true).firstElementChild;
    form.before(note);
    note.focus();
  };
  const going = new WeakMap();
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    const stage = going.get(form);
    if (stage === 'asked') { going.set(form, 'sent'); return; }
    event.preventDefault();
    if (stage) return;
    const by = event.submitter;
    going.set(form, 'asking');
    const answer = await fetch('/', { redirect: 'manual' }).catch(() => null);
    if (answer?.type === 'opaqueredirect') {
      going.set(form, 'asked');
      form.requestSubmit(by);
    } else {
      going.delete(form);
      closed(form);
    }
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) for (const form of document.forms) going.delete(form);
  });

  // Files are sent one after the other as soon as they are chosen or dropped, each with its
  // progress, and can be stopped.
  for (const form of document.querySelectorAll('form[data-uploads]')) {
    const field = form.querySelector('input[type="file"]');
    const list = form.querySelector('[data-progress]');
    const stop = form.querySelector('[data-stop]');
    if (!field || !list || !stop) continue;
    const send = (file) => new Promise((done) => {
      const line = list.content.cloneNode(true).firstElementChild;
      line.querySelector('b').textContent = file.name;
      const bar = line.querySelector('progress');
      bar.setAttribute('aria-label', file.name);
      stop.before(line);
      const body = new FormData();
      body.append('_token', form.elements._token.value);
      body.append('_mere', '1');
      body.append('filer', file, file.name);
      const request = new XMLHttpRequest();
      request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = 100 * event.loaded / event.total; };
      request.onloadend = () => { stop.onclick = null; done(request); };
      stop.onclick = () => request.abort();
      request.open('POST', form.action);
      request.send(body);
    });
    const sendAll = async (files) => {
      stop.hidden = false;
      let last;
      for (const file of files) {
        last = await send(file);
        if (last.status >= 400 || last.status === 0) break;
      }
      if (last && last.status === 422) {
        const said = new DOMParser().parseFromString(last.responseText, 'text/html');
        document.querySelector('main').replaceWith(said.querySelector('main'));
        document.querySelector('#fejl')?.focus();
      } else location.assign(form.action);
    };
    field.addEventListener('change', () => { if (field.files.length) sendAll([...field.files]); });
    for (const name of ['dragover', 'drop']) {
      form.addEventListener(name, (event) => {
        event.preventDefault();
        if (name === 'drop' && event.dataTransfer.files.length) sendAll([...event.dataTransfer.files]);
      });
    }
  }
})();

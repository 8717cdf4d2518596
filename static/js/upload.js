// Shows how far a form with a file has got, and what is wrong with it without losing
// the choice of the file. Without this script the browser sends the form itself.
'use strict';

{
  const sendable = 'form[enctype="multipart/form-data"]';

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const clear = (form) => {
    for (const note of form.querySelectorAll('.field-error, .upload')) note.remove();
    for (const field of form.querySelectorAll('[aria-invalid="true"]')) field.setAttribute('aria-invalid', 'false');
  };

  const say = (form, text) => {
    const note = make('div', { className: 'upload' }, make('p', { className: 'field-error', textContent: text }));
    note.setAttribute('role', 'alert');
    form.append(note);
  };

  // The messages of a problem document: those of fields beside the fields.
  const explain = (form, problem) => {
    const named = Object.entries(problem.errors ?? {});
    const fields = named.filter(([name]) => form.elements[name]?.id);
    for (const [name, [message]] of fields) {
      const field = form.elements[name];
      field.setAttribute('aria-invalid', 'true');
      field.after(make('p', { className: 'field-error', id: `${field.id}-error`, textContent: message }));
    }
    const others = named.filter((entry) => !fields.includes(entry)).flatMap(([, messages]) => messages);
    if (others.length || !fields.length) say(form, others.join(' ') || problem.detail);
    if (fields.length) form.elements[fields[0][0]].focus();
  };

  const read = (request) => {
    if (!/^application\/problem\+json/.test(request.getResponseHeader('content-type') ?? '')) return null;
    try { return JSON.parse(request.responseText); } catch { return null; }
  };

  const send = (form, submitter) => {
    clear(form);
    const bar = make('progress', { max: 1, value: 0 });
    const words = make('span', { textContent: 'Sending the file' });
    const stop = make('button', { type: 'button', className: 'button button-quiet', textContent: 'Stop' });
    const note = make('div', { className: 'upload' }, make('label', {}, words, bar), stop);
    form.append(note);
    const request = new XMLHttpRequest();
    const end = (isSent) => {
      note.remove();
      form.dispatchEvent(new CustomEvent('uploaded', { detail: isSent }));
    };
    const fail = (text) => {
      end(false);
      if (text) say(form, text);
    };
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.upload.addEventListener('load', () => {
      bar.removeAttribute('value');
      words.textContent = 'Sent: the file is being looked at';
    });
    request.addEventListener('load', () => {
      const next = request.getResponseHeader('location');
      const problem = read(request);
      if (request.status === 204 && next) {
        end(true);
        location.assign(next);
      } else if (problem) {
        end(false);
        explain(form, problem);
      } else {
        // A page of its own answers: the browser shows it, sending the form once more.
        end(true);
        form.submit();
      }
    });
    request.addEventListener('error', () => {
      fail('The connection broke. Nothing is lost: everything is still here, so try again.');
    });
    request.addEventListener('abort', () => fail(''));
    stop.addEventListener('click', () => request.abort());
    request.open('POST', form.getAttribute('action'));
    request.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    request.setRequestHeader('Accept', 'application/problem+json, text/html;q=0.5');
    request.send(new FormData(form, submitter));
  };

  for (const form of document.querySelectorAll(sendable)) {
    form.addEventListener('submit', (event) => {
      const hasFile = [...form.querySelectorAll('input[type="file"]')].some((field) => field.files.length);
      if (event.defaultPrevented || !hasFile) return;
      event.preventDefault();
      send(form, event.submitter);
    });
  }
}

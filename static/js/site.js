// Small comforts for people who write. Every page works without them.
'use strict';

const form = document.querySelector('form[data-draft]');

for (const link of document.querySelectorAll('.menu a')) {
  if (link.getAttribute('href') === location.pathname) link.setAttribute('aria-current', 'page');
}

// A second press of the same button would post the same thing again.
document.addEventListener('submit', (event) => {
  const button = event.submitter;
  if (!button || event.target.method !== 'post') return;
  if (button.getAttribute('aria-busy')) return event.preventDefault();
  button.setAttribute('aria-busy', 'true');
  // Sending can be stopped, which no event tells.
  setTimeout(() => button.removeAttribute('aria-busy'), 5000);
});
addEventListener('pageshow', () => {
  document.querySelectorAll('[aria-busy]').forEach((button) => button.removeAttribute('aria-busy'));
});

for (const button of document.querySelectorAll('[data-copies]')) {
  const source = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener('click', async () => {
    source.select();
    try {
      await navigator.clipboard.writeText(source.value);
      button.textContent = 'Copied';
    } catch {
      // Without https there is no clipboard: the text is selected instead.
      button.textContent = 'Selected: now copy it';
    }
  });
}

// Storage may be full or forbidden; then there are no drafts, and all else works.
const storage = (area) => ({
  read(key) {
    try { return JSON.parse(window[area].getItem(key)); } catch { return null; }
  },
  write(key, value) {
    try { window[area].setItem(key, JSON.stringify(value)); } catch { /* no drafts */ }
  },
  remove(key) {
    try { window[area].removeItem(key); } catch { /* no drafts */ }
  },
});
const drafts = storage('localStorage');
const tab = storage('sessionStorage');

// A draft was saved when the next page of this tab after sending it is a post.
const sent = tab.read('sent');
if (sent && document.querySelector('.post')) drafts.remove(sent);
tab.remove('sent');

if (form) {
  const key = `inkstone:draft:${form.dataset.draft}:${form.getAttribute('action')}`;
  const fields = ['title', 'body', 'tags', 'alt'].map((name) => form.elements[name]);
  const values = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const differs = (draft) => fields.some((field) => field.value !== (draft[field.name] ?? ''));
  // The server shows errors beside what was typed: that is not saved yet either.
  const cameBack = document.querySelector('[aria-invalid="true"], .flash-error, .conflict');
  let isSaved = !cameBack;
  let isSending = false;
  let offer;

  const grow = (area) => {
    if (CSS.supports('field-sizing', 'content')) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  };

  const keep = () => {
    isSaved = false;
    // What is on offer stays as it was until its writer has decided.
    if (!offer) drafts.write(key, { ...values(), at: Date.now() });
  };

  const decide = (restores, draft) => {
    if (restores) {
      for (const field of fields) field.value = draft[field.name] ?? '';
      isSaved = false;
      grow(form.elements.body);
    } else {
      drafts.remove(key);
    }
    offer.remove();
    offer = null;
    form.elements.title.focus();
  };

  const draft = drafts.read(key);
  if (draft && differs(draft)) {
    const when = new Date(draft.at).toLocaleString(document.documentElement.lang || [], {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    const line = document.createElement('p');
    line.textContent = `This browser kept a draft from ${when} that was not saved.`;
    const buttons = document.createElement('p');
    buttons.className = 'actions';
    for (const [name, restores] of [['Bring it back', true], ['Forget it', false]]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button button-quiet';
      button.textContent = name;
      button.addEventListener('click', () => decide(restores, draft));
      buttons.append(button);
    }
    offer = document.createElement('div');
    offer.className = 'offer';
    offer.setAttribute('role', 'status');
    offer.append(line, buttons);
    form.before(offer);
  }

  form.addEventListener('input', (event) => {
    if (event.target.type !== 'file') keep();
    if (event.target.name === 'body') grow(event.target);
  });

  form.addEventListener('submit', () => {
    isSending = true;
    if (!offer) tab.write('sent', key);
  });

  addEventListener('pageshow', () => {
    isSending = false;
    tab.remove('sent');
  });

  addEventListener('beforeunload', (event) => {
    if (!isSaved && !isSending) event.preventDefault();
  });

  const file = form.elements.image;
  const preview = document.createElement('img');
  preview.className = 'preview';
  preview.alt = 'The picture you chose';
  file.addEventListener('change', () => {
    preview.remove();
    const [picture] = file.files;
    if (!picture) return;
    isSaved = false;
    const reader = new FileReader();
    reader.onload = () => {
      preview.src = reader.result;
      file.after(preview);
    };
    reader.readAsDataURL(picture);
  });

  grow(form.elements.body);
}

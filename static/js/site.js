// Small comforts for people who write. Every page works without them.
'use strict';

const form = document.querySelector('form[data-draft]');

for (const link of document.querySelectorAll('.menu a')) {
  if (link.getAttribute('href') === location.pathname) link.setAttribute('aria-current', 'page');
}

// A second press of the same button would post the same thing again. Signing
// out, outside of the content, may be pressed twice.
let freeing;
const free = () => {
  for (const button of document.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy');
};
document.querySelector('main').addEventListener('submit', (event) => {
  const button = event.submitter;
  if (!button || event.target.method !== 'post') return;
  if (button.getAttribute('aria-busy')) return event.preventDefault();
  button.setAttribute('aria-busy', 'true');
  // No event tells that sending was stopped. A large picture takes its time,
  // though: after a minute it is likelier that nothing is being sent.
  clearTimeout(freeing);
  freeing = setTimeout(free, 60_000);
}, true);
addEventListener('pageshow', free);

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
    try { window[area].setItem(key, JSON.stringify(value)); return true; } catch { return false; }
  },
  remove(key) {
    try { window[area].removeItem(key); } catch { /* no drafts */ }
  },
});
const drafts = storage('localStorage');
const tab = storage('sessionStorage');

// A draft was saved when the next page of this tab after sending it is a post
// and says so: someone who stops waiting may open any other post.
const sent = tab.read('sent');
if (sent && document.querySelector('.flash-success') && document.querySelector('.post')) drafts.remove(sent);
tab.remove('sent');

if (form) {
  const key = `inkstone:draft:${form.dataset.draft}:${form.getAttribute('action')}`;
  const older = `${key}:older`;
  const fields = ['title', 'body', 'tags', 'alt'].map((name) => form.elements[name]);
  const values = () => ({
    ...Object.fromEntries(fields.map((field) => [field.name, field.value])),
    at: Date.now(),
  });
  const differs = (draft) => fields.some((field) => field.value !== (draft[field.name] ?? ''));
  // The server shows errors beside what was typed: that is not saved yet either.
  const cameBack = document.querySelector('[aria-invalid="true"], .flash-error, .conflict');
  let isSaved = !cameBack;
  let isSending = false;
  // Three at most, or people who never decide would find ever more of them.
  let offered = [drafts.read(key), ...(drafts.read(older) ?? [])]
    .filter((draft) => draft && differs(draft)).slice(0, 3);
  // Whether nothing on offer would be lost by writing to `key`.
  let isFree = !offered.length;

  const grow = (area) => {
    if (CSS.supports('field-sizing', 'content')) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  };

  const keep = () => {
    isSaved = false;
    // What is typed while the form is being sent is not in what is saved.
    tab.remove('sent');
    isFree ||= drafts.write(older, offered);
    if (isFree) drafts.write(key, values());
  };

  const decide = (draft, restores) => {
    offered = offered.filter((other) => other !== draft);
    if (restores) {
      // What it takes the place of is on offer the next time.
      if (!isSaved) offered.unshift(values());
      for (const field of fields) field.value = draft[field.name] ?? '';
      isSaved = false;
      grow(form.elements.body);
    }
    isFree = drafts.write(older, offered);
    if (!isSaved) keep();
    else if (isFree) drafts.remove(key);
    form.elements.title.focus();
  };

  const offer = (draft) => {
    const when = new Date(draft.at).toLocaleString(document.documentElement.lang || [], {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    const note = document.createElement('div');
    note.className = 'offer';
    note.setAttribute('role', 'status');
    const line = document.createElement('p');
    line.textContent = `This browser kept a draft from ${when} that was not saved.`;
    const buttons = document.createElement('p');
    buttons.className = 'actions';
    for (const [name, restores] of [['Bring it back', true], ['Forget it', false]]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button button-quiet';
      button.textContent = name;
      button.addEventListener('click', () => {
        note.remove();
        decide(draft, restores);
      });
      buttons.append(button);
    }
    note.append(line, buttons);
    form.before(note);
  };
  offered.forEach(offer);

  form.addEventListener('input', (event) => {
    if (event.target.type !== 'file') keep();
    if (event.target.name === 'body') grow(event.target);
  });

  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    tab.write('sent', key);
    isSending = true;
    // The browser asks before it sends, so this is long enough.
    setTimeout(() => { isSending = false; }, 5000);
  });

  // upload.js sends a form with a file, and tells how that ended.
  form.addEventListener('uploaded', (event) => {
    isSending = event.detail;
    if (isSending) return;
    tab.remove('sent');
    free();
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
      // What the browser cannot show, such as a film with a picture's name, is not shown.
      preview.decode().then(() => file.after(preview), () => {});
    };
    reader.readAsDataURL(picture);
  });

  grow(form.elements.body);
}

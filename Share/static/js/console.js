// The call console: the question in hand, branching, and the draft that is kept on the server.
const $ = (s, r = document) => r.querySelector(s);
const $$ = (s, r = document) => [...r.querySelectorAll(s)];
const form = $('#contact');

// The question in hand follows focus, so that digits answer the one being read out.
document.addEventListener('focusin', (e) => {
  const question = e.target.closest('.q');
  if (!question) return;
  $$('.q.on').forEach((other) => other.classList.remove('on'));
  question.classList.add('on');
});

// A question with data-shown-when='{"answer.q1":"yes no"}' is there when each field has one of its values.
// The server decides again; what is hidden here is not sent.
function values(name) {
  return new FormData(form).getAll(name).map(String);
}
function branch() {
  for (const question of $$('[data-shown-when]', form)) {
    const wanted = Object.entries(JSON.parse(question.dataset.shownWhen));
    const shown = wanted.every(([name, codes]) => values(name).some((value) => codes.split(' ').includes(value)));
    question.hidden = !shown;
    $$('input, select, textarea', question).forEach((field) => { field.disabled = !shown; });
  }
  for (const section of $$('[data-shown-by]', form)) section.hidden = !$(section.dataset.shownBy).checked;
}

// Drafts go to the server two seconds after the last key and at once with each choice.
const status = $('#draft');
let timer = 0, sending = null, dirty = false, taken = false, leaving = false;
const say = (words, time) => { if (status) status.textContent = words.replace('{time}', time || ''); };

async function keep() {
  if (!status || taken || leaving) return;
  if (sending) { dirty = true; return; }
  dirty = false;
  say(status.dataset.saving);
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (name !== 'csrf' && typeof value === 'string') body.append(name, value);
  sending = fetch(status.dataset.address, {
    method: 'PUT', body, credentials: 'same-origin', headers: { 'X-CSRF-Token': $('meta[name=csrf]').content, 'X-Draft-Base': status.dataset.base },
  });
  try {
    const answer = await sending;
    // Somebody else has it now, or another window of one's own wrote later: nothing is written over, what stands here stays.
    if (answer.status === 409) { taken = true; sending = null; say(status.dataset.taken); status.classList.add('tone-danger'); return; }
    if (!answer.ok) throw new Error(String(answer.status));
    status.dataset.base = answer.headers.get('X-Draft-Base') || status.dataset.base;
    say(status.dataset.saved, new Date().toTimeString().slice(0, 8));
  } catch {
    say(status.dataset.failed);
    timer = setTimeout(keep, 10000);
  }
  sending = null;
  if (dirty) keep();
}

if (form) {
  branch();
  form.addEventListener('change', () => { branch(); clearTimeout(timer); keep(); });
  form.addEventListener('input', (e) => {
    if (e.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(keep, 2000);
  });
  // What is sent now is newer than any draft.
  form.addEventListener('submit', () => { clearTimeout(timer); leaving = true; });
  addEventListener('pageshow', () => { leaving = false; });
  addEventListener('online', () => keep());
}

// Digits choose the result with Alt; Escape leaves a text field so that single keys work again.
document.addEventListener('keydown', (e) => { if (e.key === 'Escape' && e.target.closest && e.target.closest('.q')) e.target.blur(); });

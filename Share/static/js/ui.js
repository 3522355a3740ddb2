// Behaviour the pages share. Everything works without it except shortcuts and the drafts of the console.
const $ = (s, r = document) => r.querySelector(s);
const $$ = (s, r = document) => [...r.querySelectorAll(s)];

// A shortcut must not fire while someone types or while an input method composes a character.
const typing = (e) => e.isComposing || e.keyCode === 229
  || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && !/^(radio|checkbox|button|submit)$/.test(e.target.type)
  || e.target.isContentEditable;

const single = document.documentElement.dataset.keys !== 'off';   // a person may turn single keys off (WCAG 2.1.4)

function moveTo(rows, index) {
  rows.forEach((row, n) => (n === index ? row.setAttribute('aria-current', 'true') : row.removeAttribute('aria-current')));
  rows[index].scrollIntoView({ block: 'nearest' });
  const name = $('a.name', rows[index]);
  if (name) name.focus({ preventScroll: true });
}

document.addEventListener('keydown', (e) => {
  if (e.defaultPrevented || e.isComposing || e.keyCode === 229) return;
  // Alt + digit and Ctrl + Enter work inside text fields too; e.code, so that a layout does not matter.
  if (e.altKey && !e.ctrlKey && !e.metaKey && /^Digit\d$/.test(e.code)) {
    const outcome = $(`[data-outcome="${e.code.slice(5)}"]`);
    if (outcome) { e.preventDefault(); outcome.click(); outcome.focus(); }
    return;
  }
  if (e.ctrlKey && e.key === 'Enter') {
    const save = $('[data-save]');
    if (save) { e.preventDefault(); save.click(); }
    return;
  }
  if (typing(e) || !single || e.ctrlKey || e.metaKey || e.altKey || $('dialog[open]')) return;
  const rows = $$('[data-row]');
  const at = rows.findIndex((row) => row.getAttribute('aria-current') === 'true');
  switch (e.key) {
    case '/': { const search = $('#q'); if (search) { e.preventDefault(); search.focus(); search.select(); } break; }
    case '?': { const keys = $('#keys'); if (keys) { e.preventDefault(); keys.showModal(); } break; }
    case 'j': if (rows.length) { e.preventDefault(); moveTo(rows, Math.min(at + 1, rows.length - 1)); } break;
    case 'k': if (rows.length) { e.preventDefault(); moveTo(rows, Math.max(at - 1, 0)); } break;
    case 'x': case 'X': if (at >= 0) { e.preventDefault(); choose($('input[name=followUp]', rows[at]), e.shiftKey); } break;
    case 'c': { const call = at >= 0 && $('[data-call]', rows[at]); if (call) call.click(); break; }
    default: {
      const option = /^\d$/.test(e.key) && $(`.q.on [data-key="${e.key}"]`);
      if (option) { e.preventDefault(); option.click(); }
    }
  }
});

// Rows are chosen one by one, or with Shift all from the last one to this one; how many is said in the bar.
let lastChosen = null;
const choices = () => $$('input[name=followUp]');
function tell() {
  const said = $('[data-chosen]');
  if (!said) return;
  const all = $('[data-matching]');
  const n = choices().filter((box) => box.checked).length;
  choices().forEach((box) => box.closest('tr').classList.toggle('chosen', box.checked || Boolean(all && all.checked)));
  said.textContent = n ? said.dataset.words.replace('#', n) : said.dataset.none;
}
function range(box) {
  const boxes = choices();
  const [from, to] = [boxes.indexOf(lastChosen), boxes.indexOf(box)];
  if (from >= 0) boxes.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((one) => { one.checked = box.checked; });
}
function choose(box, isRange) {
  if (!box) return;
  box.checked = isRange ? true : !box.checked;
  if (isRange) range(box);
  lastChosen = box;
  tell();
}
document.addEventListener('click', (e) => {
  if (!e.target.matches('input[name=followUp]')) return;
  if (e.shiftKey) range(e.target);
  lastChosen = e.target;
  tell();
});

document.addEventListener('click', (e) => {
  const close = e.target.closest('[data-close]');
  if (close) close.closest('dialog').close();
  const open = e.target.closest('[data-open]');
  if (open) $(open.dataset.open).showModal();
  // The menu closes when something outside it is pressed. A panel with a form stays while rows are ticked.
  $$('details.menu[open]').forEach((d) => { if (!d.contains(e.target)) d.open = false; });
  const summary = e.target.closest('details.pop > summary');
  if (summary) $$('details.pop[open]').forEach((d) => { if (d !== summary.parentElement) d.open = false; });
});

document.addEventListener('keydown', (e) => {
  if (e.key !== 'Escape') return;
  $$('details.menu[open], details.pop[open]').forEach((d) => { d.open = false; $('summary', d).focus(); });
});

document.addEventListener('change', (e) => {
  // A filter takes effect when it is chosen; without scripts there is a button.
  if (e.target.matches('[data-submit]')) e.target.form.requestSubmit();
  // One box ticks all the rows of its table.
  if (e.target.matches('[data-all]')) $$('tbody input[type=checkbox]', e.target.closest('table')).forEach((box) => { box.checked = e.target.checked; });
  if (e.target.matches('[data-all], [data-matching]')) tell();
});

// A form is sent once: the button that sent it shows work in itself and stays focusable.
document.addEventListener('submit', (e) => {
  const form = e.target;
  if (form.method !== 'post' || e.defaultPrevented) return;
  if (form.dataset.sent) { e.preventDefault(); return; }
  form.dataset.sent = '1';
  if (e.submitter) e.submitter.setAttribute('aria-busy', 'true');
});
addEventListener('pageshow', () => $$('form[data-sent]').forEach((form) => { delete form.dataset.sent; $$('[aria-busy]', form).forEach((b) => b.removeAttribute('aria-busy')); }));

addEventListener('pageshow', tell);

$$('.js-hide').forEach((el) => { el.hidden = true; });
const faulty = $('[data-focus]');
if (faulty) faulty.focus();
$$('[data-print]').forEach((b) => b.addEventListener('click', () => print()));

// An open page asks now and then what has changed: only while somebody looks, and nothing moves under their eyes.
const bell = $('.bell');
const list = $('[data-live]');
const every = list ? 20000 : 60000;
let mark = '', asked = Date.now(), asking = false, over = !bell;

function ring({ name, count }) {
  bell.setAttribute('aria-label', name);
  let badge = $('.badge', bell);
  if (!count) { if (badge) badge.remove(); return; }
  if (!badge) {
    badge = document.createElement('span');
    badge.className = 'badge danger strong';
    badge.setAttribute('aria-hidden', 'true');
    bell.append(badge);
  }
  badge.textContent = count;
}
function compare(ids) {
  const rows = $$('[data-listed]', list);
  const shown = $$('input[name=followUp]', list).map((box) => box.value);
  // Where more pages follow, what moved up from the next one because something left is not new.
  const left = rows.filter((row) => !ids.includes($('input[name=followUp]', row).value)).length;
  const here = 'whole' in list.dataset ? ids : ids.slice(0, rows.length - left);
  const fresh = here.filter((id) => !shown.includes(id)).length;
  for (const row of rows) {
    const isGone = !ids.includes($('input[name=followUp]', row).value);
    row.classList.toggle('gone', isGone);
    const said = $('.gone-said', row);
    if (isGone && !said) {
      const words = document.createElement('span');
      words.className = 'badge gone-said';
      words.textContent = list.dataset.gone;
      $('.c-who', row).append(words);
    } else if (!isGone && said) said.remove();
  }
  const news = $('[data-news]');
  news.hidden = !fresh;
  if (fresh) $('span', news).textContent = news.dataset.words.replace('#', fresh);
}
async function look() {
  if (over || asking || document.visibilityState !== 'visible' || Date.now() - asked < every) return;
  asking = true;
  asked = Date.now();
  try {
    const headers = mark ? { Accept: 'application/json', 'If-None-Match': mark } : { Accept: 'application/json' };
    const answer = await fetch(list ? list.dataset.live : '/pulse', { credentials: 'same-origin', cache: 'no-store', headers });
    if (answer.status === 401 || answer.status === 403) over = true;   // signed out: the next click says so
    if (answer.status === 200) {
      mark = answer.headers.get('ETag') || '';
      const told = await answer.json();
      ring(told.bell);
      if (list && told.rows) compare(told.rows);
      if (list && told.here) { list.hidden = !told.here.words; list.textContent = told.here.words; }
    }
  } catch { /* no connection: the next look tries again */ }
  asking = false;
}
if (!over) {
  setInterval(look, 5000);
  document.addEventListener('visibilitychange', look);
}

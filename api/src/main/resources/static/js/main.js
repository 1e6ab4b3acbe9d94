// Starts the page: routes to views, the search box, dropping of files, keys.
import { keysDialog } from './dialogs.js';
import { setText } from './dom.js';
import { library } from './library.js';
import * as route from './route.js';
import { complain } from './say.js';
import { search } from './search.js';
import { system } from './system.js';
import { add, changes, running } from './uploads.js';
import { watch } from './watch.js';

const main = document.getElementById('main');
const q = document.getElementById('q');
const find = document.getElementById('find');

let view = null;
let shown = null;

function navigate() {
  const at = route.parse();
  const key = `${at.view}/${at.id ?? ''}`;
  if (at.view !== 'videos' && at.view !== 'search') {
    location.replace('#/videos');
    return;
  }
  if (document.activeElement !== q) q.value = at.view === 'search' ? (at.query.get('q') ?? '') : '';
  for (const link of document.querySelectorAll('.bar-nav a')) {
    if (link.dataset.view === at.view) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (view && shown === key) {
    view.update(at);
    return;
  }
  const first = view === null;
  view?.unmount();
  shown = key;
  view = at.view === 'search' ? search(main, at) : at.id ? watch(main, at) : library(main, at);
  document.title = `${view.title} · Cuepoint`;
  if (first) return;
  scrollTo(0, 0);
  // So that a screen reader starts where the new view does; not while the reader types.
  if (document.activeElement !== q) view.heading.focus({ preventScroll: true });
}

addEventListener('hashchange', navigate);

let typing = null;

function ask(replace) {
  clearTimeout(typing);
  const at = route.parse();
  const kept = at.view === 'search' ? Object.fromEntries(at.query) : {};
  const hash = route.to('search', null, { ...kept, q: q.value.trim() });
  if (hash === location.hash) return;
  if (replace) {
    route.note(hash);
    navigate();
  } else {
    route.go(hash);
  }
}

find.addEventListener('submit', (event) => {
  event.preventDefault();
  ask(false);
});

q.addEventListener('input', () => {
  clearTimeout(typing);
  if (route.parse().view === 'search') typing = setTimeout(() => ask(true), 220);
});

q.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown') {
    const first = main.querySelector('.result');
    if (!first) return;
    event.preventDefault();
    first.focus();
  }
  if (event.key === 'Escape') q.blur();
});

// The address's hash belongs to the routes.
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});

document.getElementById('help').addEventListener('click', keysDialog);

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector('dialog[open]')) return;
  const { target } = event;
  if (target.closest?.('input, textarea, select')) return;
  if (event.key === '/') {
    event.preventDefault();
    q.focus();
    q.select();
    return;
  }
  if (event.key === '?') {
    keysDialog();
    return;
  }
  // Space and Enter belong to the control that has the focus; but on an event only Enter jumps, so
  // that Space still plays after one was clicked.
  if (event.key === 'Enter' || (event.key === ' ' && target.closest?.('a, button, summary') && !onEvent(target))) return;
  if (view?.keys?.(event)) event.preventDefault();
});

addEventListener('keyup', (event) => {
  if (event.key === ' ' && onEvent(event.target)) event.preventDefault();
});

function onEvent(target) {
  return Boolean(target.closest?.('.event, .answer, .mark, .unlooked'));
}

const veil = document.getElementById('drop-veil');
const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
let depth = 0;

addEventListener('dragenter', (event) => {
  if (!hasFiles(event)) return;
  depth++;
  veil.hidden = false;
});
addEventListener('dragleave', (event) => {
  if (!hasFiles(event)) return;
  depth = Math.max(0, depth - 1);
  veil.hidden = depth === 0;
});
addEventListener('dragover', (event) => {
  if (hasFiles(event)) event.preventDefault();
});
addEventListener('drop', (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  depth = 0;
  veil.hidden = true;
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
  if (entries.some((entry) => entry?.isDirectory)) complain('A folder cannot be uploaded: drop the files in it.');
  const files = [...event.dataTransfer.files].filter((file, at) => !entries[at]?.isDirectory);
  if (files.length === 0) return;
  add(files);
  if (shown !== 'videos/') route.go('#/videos');
});

const pill = document.getElementById('bar-uploads');
changes.addEventListener('change', () => {
  const active = running();
  pill.hidden = active.length === 0;
  if (active.length === 0) return;
  const total = active.reduce((sum, upload) => sum + upload.total, 0);
  const sent = active.reduce((sum, upload) => sum + upload.sent, 0);
  setText(pill, `Uploading ${active.length} · ${total ? Math.floor((100 * sent) / total) : 0} %`);
});

addEventListener('beforeunload', (event) => {
  if (running().length) event.preventDefault();
});

navigate();
system(document.getElementById('foot'));

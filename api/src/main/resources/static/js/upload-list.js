// The list of uploads under way or refused; finished ones are in the video list.
import { h, icon, iconButton, setText } from './dom.js';
import * as route from './route.js';
import { lasting, size } from './time.js';
import { cancel, changes, dismiss, retry, uploads } from './uploads.js';

/** Keeps `list` (a ul) in step with the uploads; returns a function that ends it. */
export function uploadList(list, onDone) {
  const rows = new Map();

  function refresh() {
    for (const upload of uploads.slice()) {
      if (upload.phase === 'cancelled' || (upload.phase === 'done' && !upload.known)) {
        dismiss(upload);
        if (upload.phase === 'done') onDone(upload.video);
        return;
      }
      if (!rows.has(upload)) rows.set(upload, row(upload));
      const known = rows.get(upload);
      if (!known.element.isConnected) list.append(known.element);
      known.update();
    }
    for (const [upload, { element }] of rows) {
      if (uploads.includes(upload)) continue;
      element.remove();
      rows.delete(upload);
    }
    list.hidden = uploads.length === 0;
  }

  changes.addEventListener('change', refresh);
  refresh();
  return () => changes.removeEventListener('change', refresh);
}

function row(upload) {
  const state = h('span', { class: 'dim small time' });
  const bar = h('progress', { max: 1, value: 0, 'aria-label': `Upload of ${upload.file.name}` });
  const problem = h('p', { class: 'note bad' });
  const known = h('p', { class: 'note' });
  const again = iconButton('retry', `Try ${upload.file.name} again`, () => retry(upload));
  const stop = iconButton('close', `Cancel ${upload.file.name}`, () => (done() ? dismiss(upload) : cancel(upload)));
  const done = () => ['failed', 'done', 'cancelled'].includes(upload.phase);
  const element = h(
    'li',
    { class: 'upload' },
    h('span', { class: 'upload-name', title: upload.file.name }, upload.file.name),
    state,
    h('span', {}, again, stop),
    bar,
    problem,
    known,
  );

  function update() {
    const part = upload.total ? upload.sent / upload.total : 0;
    setText(state, words(upload, part));
    bar.value = part;
    bar.hidden = done();
    again.hidden = upload.phase !== 'failed';
    problem.hidden = upload.phase !== 'failed';
    if (upload.problem) problem.replaceChildren(icon('warn'), upload.problem.message);
    known.hidden = !upload.known;
    if (upload.known && !known.firstChild) {
      known.append('These bytes are already here: ', h('a', { href: route.to('videos', upload.video.id) }, upload.video.name));
    }
    const name = done() ? `Dismiss ${upload.file.name}` : `Cancel ${upload.file.name}`;
    stop.setAttribute('aria-label', name);
    stop.title = name;
  }

  return { element, update };
}

function words(upload, part) {
  switch (upload.phase) {
    case 'waiting':
      return `waiting · ${size(upload.total)}`;
    case 'sending': {
      const left = upload.rate ? (upload.total - upload.sent) / upload.rate : 0;
      const rest = left > 2 ? ` · ${lasting(Math.round(left))} left` : '';
      return `${Math.floor(part * 100)} % of ${size(upload.total)}${rest}`;
    }
    case 'storing':
      return 'being stored';
    case 'failed':
      return 'not uploaded';
    default:
      return '';
  }
}

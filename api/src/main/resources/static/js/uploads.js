// Uploads: two at a time, the rest wait; they go on while the reader looks at other views.
import { Problem } from './api.js';
import { announce } from './say.js';
import { size } from './time.js';

const AT_ONCE = 2;

/** What the server takes: known once it has told. */
export const limits = { bytes: Infinity };

/** Every upload of this page, oldest first: {file, phase, sent, total, rate, problem, video}. */
export const uploads = [];
export const changes = new EventTarget();

export function add(files) {
  for (const file of files) {
    uploads.push({ file, phase: 'waiting', sent: 0, total: file.size, rate: 0, problem: null, video: null, known: false });
  }
  changed();
  next();
}

export function cancel(upload) {
  if (upload.phase === 'waiting') end(upload, 'cancelled');
  upload.request?.abort();
}

export function retry(upload) {
  upload.phase = 'waiting';
  upload.sent = 0;
  upload.problem = null;
  changed();
  next();
}

export function dismiss(upload) {
  const at = uploads.indexOf(upload);
  if (at >= 0) uploads.splice(at, 1);
  changed();
}

export const running = () => uploads.filter((u) => ['waiting', 'sending', 'storing'].includes(u.phase));

function next() {
  const busy = uploads.filter((u) => u.phase === 'sending' || u.phase === 'storing').length;
  for (const upload of uploads.filter((u) => u.phase === 'waiting').slice(0, AT_ONCE - busy)) send(upload);
}

function send(upload) {
  if (upload.file.size > limits.bytes) {
    const problem = new Problem(413, 'upload.too-large', `The file is too large: ${size(upload.file.size)} (expected: at most ${size(limits.bytes)})`);
    end(upload, 'failed', problem);
    return;
  }
  const request = new XMLHttpRequest();
  upload.request = request;
  upload.phase = 'sending';
  const started = performance.now();
  request.upload.addEventListener('progress', (event) => {
    if (!event.lengthComputable) return;
    upload.sent = event.loaded;
    upload.total = event.total;
    upload.rate = event.loaded / Math.max(0.2, (performance.now() - started) / 1000);
    changed();
  });
  request.upload.addEventListener('load', () => {
    upload.sent = upload.total;
    upload.phase = 'storing';
    changed();
  });
  request.addEventListener('load', () => answered(upload, request));
  request.addEventListener('error', () => end(upload, 'failed', broken(upload)));
  request.addEventListener('abort', () => end(upload, 'cancelled'));
  request.open('POST', '/v1/videos');
  request.setRequestHeader('accept', 'application/json');
  const form = new FormData();
  form.append('file', upload.file, upload.file.name);
  request.send(form);
  announce(`Uploading ${upload.file.name}`);
  changed();
}

function answered(upload, request) {
  let body = null;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    // a refusal by something in between; its status says enough
  }
  if (request.status < 200 || request.status > 299 || !body) {
    end(upload, 'failed', Problem.of(request.status, body));
    return;
  }
  upload.video = body;
  upload.known = request.status === 200;
  end(upload, 'done');
}

function broken(upload) {
  return new Problem(
    0,
    'no-answer',
    upload.sent
      ? 'The connection broke before Cuepoint had the whole file. Nothing of it was kept.'
      : 'Cuepoint did not take the file: it does not answer, or the file can no longer be read.',
  );
}

function end(upload, phase, problem = null) {
  upload.phase = phase;
  upload.problem = problem;
  upload.request = null;
  announce(
    {
      done: upload.known ? `${upload.file.name} is already here` : `${upload.file.name} is uploaded`,
      failed: `${upload.file.name} was not uploaded: ${problem?.message}`,
      cancelled: `Upload of ${upload.file.name} cancelled`,
    }[phase],
  );
  changed();
  next();
}

function changed() {
  changes.dispatchEvent(new Event('change'));
}

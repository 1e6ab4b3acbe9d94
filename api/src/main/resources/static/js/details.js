// Below the timeline: the streams of the file and what else is known of it.
import { fill, h, icon } from './dom.js';
import { clock, date, size } from './time.js';

/** Warnings and the failure of a video, in words; each warning leads to its second. */
export function notes(element, video, onSeek) {
  fill(
    element,
    video.failure
      ? h('li', { class: 'note bad' }, icon('warn'), h('span', {}, `This video could not be taken in: ${video.failure.detail} `, h('span', { class: 'time' }, `(${video.failure.code})`)))
      : null,
    video.warnings.map((warning) => h('li', { class: 'note warn' }, icon('warn'), h('span', {}, warning.detail, ' ', where(warning, onSeek)))),
  );
}

function where(warning, onSeek) {
  if (warning.start === null || warning.start === undefined) return null;
  const range = warning.end === null || warning.end === undefined ? clock(warning.start, 1) : `${clock(warning.start, 1)}–${clock(warning.end, 1)}`;
  const link = h('a', { href: location.hash, class: 'time' }, range);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    onSeek(warning.start);
  });
  return link;
}

export function filePanel(video) {
  const row = (name, ...value) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, ...value));
  return h(
    'section',
    { class: 'detail', 'aria-label': 'File' },
    h('h2', {}, 'File'),
    h(
      'table',
      { class: 'rows' },
      h(
        'tbody',
        {},
        video.streams.map((stream) => row(`stream ${stream.index}`, streamWords(stream))),
        row('length', video.durationSeconds === null ? 'not known' : `${clock(video.durationSeconds, 3)}`),
        row('recorded', video.recordedAt ? date(video.recordedAt) : 'not known'),
        row('added', date(video.createdAt)),
        row('size', size(video.bytes)),
        row('SHA-256', h('span', { class: 'time-wrap small' }, video.sha256)),
      ),
    ),
  );
}

function streamWords(stream) {
  const parts = [`${stream.kind} ${stream.codec}`];
  if (stream.width) parts.push(`${stream.width}×${stream.height}`);
  if (stream.averageFrameRate) parts.push(`${Number(stream.averageFrameRate.toFixed(3))} fps`);
  if (stream.rotation) parts.push(`turned ${stream.rotation}°`);
  if (stream.sampleRate) parts.push(`${stream.sampleRate} Hz`);
  if (stream.channels) parts.push(stream.channels === 1 ? 'mono' : stream.channels === 2 ? 'stereo' : `${stream.channels} channels`);
  if (stream.language) parts.push(stream.language);
  if (stream.selected) parts.push('used');
  return parts.join(' · ');
}

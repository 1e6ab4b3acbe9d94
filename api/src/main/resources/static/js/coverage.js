// The coverage ledger in words: what was looked at, what was not, and why.
import { h } from './dom.js';
import { clock } from './time.js';

/** What is shorter is not worth a line: the rest of a last frame. In seconds. */
const LEAST = 0.1;

const WORDS = { 'not-analysed': 'not looked at', failed: 'failed', pending: 'not looked at yet' };

/**
 * The ledger by looker: [{kind, name, version, spans: [{start, end, outcome, reason}]}], neighbouring
 * spans of one outcome and reason joined.
 */
export function lookers(coverage) {
  const all = new Map();
  for (const span of coverage?.spans ?? []) {
    for (const look of span.looks) {
      const key = `${look.kind} ${look.name} ${look.version}`;
      // Before the work begins it is not known who will look: such lookers have no name.
      if (!all.has(key)) all.set(key, { kind: look.kind, name: look.name ?? '', version: look.version ?? '', spans: [] });
      const { spans } = all.get(key);
      const last = spans.at(-1);
      if (last && last.end === span.start && last.outcome === look.outcome && last.reason === look.reason) last.end = span.end;
      else spans.push({ start: span.start, end: span.end, outcome: look.outcome, reason: look.reason });
    }
  }
  return [...all.values()].sort((a, b) => (a.kind === b.kind ? a.name.localeCompare(b.name) : a.kind === 'model' ? -1 : 1));
}

/** Where `looker` did not look, each with its reason in words. */
export function gaps(looker) {
  return looker.spans
    .filter((span) => span.outcome !== 'analysed')
    .map((span) => ({ start: span.start, end: span.end, reason: reason(span) }));
}

const reason = (span) => (span.reason ? `${WORDS[span.outcome] ?? span.outcome}: ${span.reason}` : (WORDS[span.outcome] ?? span.outcome));

/** The panel of the video view. */
export function coveragePanel(coverage, settled) {
  const all = lookers(coverage);
  const rates = sampling(coverage);
  return h(
    'section',
    { class: 'detail', 'aria-label': 'Coverage' },
    h('h2', {}, 'What was looked at'),
    all.length === 0 && rates.length === 0 ? h('p', { class: 'dim small' }, settled ? 'Nothing.' : 'Nothing yet.') : null,
    h(
      'table',
      { class: 'rows' },
      h('tbody', {}, rates.length ? h('tr', {}, h('th', { scope: 'row' }, 'sampling'), h('td', {}, rates.map((text) => h('div', {}, text)))) : null, all.map(lookerRow)),
    ),
  );
}

function lookerRow(looker) {
  const kind = looker.kind === 'model' ? 'model' : looker.name ? '' : 'detectors';
  const called = [kind, looker.name, looker.version].filter((part) => part && part !== 'none').join(' ');
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, called),
    h(
      'td',
      {},
      looker.spans.filter(worthALine).map((span) =>
        h(
          'div',
          { class: span.outcome === 'analysed' ? null : 'gap-text' },
          h('span', { class: 'time' }, range(span)),
          span.outcome === 'analysed' ? ' looked at' : ` ${reason(span)}`,
        ),
      ),
    ),
  );
}

const worthALine = (span, at, spans) => spans.length === 1 || span.end - span.start >= LEAST;

const range = (span) => `${clock(span.start, 1)}–${clock(span.end, 1)}`;

function sampling(coverage) {
  const runs = [];
  for (const span of coverage?.spans ?? []) {
    const last = runs.at(-1);
    if (last && last.fps === span.sampledFps && last.end === span.start) {
      last.end = span.end;
      last.frames += span.frames;
    } else {
      runs.push({ start: span.start, end: span.end, fps: span.sampledFps, frames: span.frames });
    }
  }
  return runs.filter(worthALine).map((run) =>
    `${range(run)} ${run.fps > 0 ? `${Number(run.fps.toFixed(2))} frames a second, ${run.frames} frames` : 'no frames'}`,
  );
}

// Below the timeline: the coverage ledger as a table.
import { lookers, spanWords } from './coverage.js';
import { h } from './dom.js';
import { isQuestion, taskWords } from './task-words.js';
import { sourceWords } from './sources.js';
import { clock } from './time.js';

/** What is shorter is not worth a line: the rest of a last frame. In seconds. */
const LEAST = 0.1;

/** `analyses` (id -> Analysis) tell what the lookers were asked. */
export function coveragePanel(coverage, settled, analyses) {
  const all = lookers(coverage);
  const aside = (looker) => looker.superseded || isQuestion(analyses.get(looker.analysis)?.task);
  const main = all.filter((looker) => !aside(looker));
  const rest = all.filter(aside);
  const rates = sampling(coverage);
  return h(
    'section',
    { class: 'detail', 'aria-label': 'Coverage' },
    h('h2', {}, 'What was looked at'),
    all.length === 0 && rates.length === 0 ? h('p', { class: 'dim small' }, settled ? 'Nothing.' : 'Nothing yet.') : null,
    h(
      'table',
      { class: 'rows' },
      h(
        'tbody',
        {},
        rates.length ? h('tr', {}, h('th', { scope: 'row' }, 'sampling'), h('td', {}, rates.map((text) => h('div', {}, text)))) : null,
        main.map((looker) => row(looker, analyses)),
      ),
    ),
    rest.length
      ? h('details', { class: 'small' }, h('summary', {}, 'Earlier looks and single questions'), h('table', { class: 'rows' }, h('tbody', {}, rest.map((looker) => row(looker, analyses)))))
      : null,
  );
}

function row(looker, analyses) {
  const kind = looker.kind === 'model' ? 'model' : looker.name ? '' : 'detectors';
  const named = { ...looker, version: looker.version === 'none' ? '' : looker.version };
  const asked = analyses.get(looker.analysis);
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      [kind, sourceWords(named)].filter(Boolean).join(' '),
      asked ? h('div', { class: 'dim' }, taskWords(asked.task)) : null,
      looker.superseded ? h('div', { class: 'dim' }, 'superseded by a newer look') : null,
    ),
    h(
      'td',
      {},
      looker.spans.filter(worthALine).map((span) =>
        h(
          'div',
          { class: GAP_CLASS[span.outcome] ?? 'gap-text' },
          h('span', { class: 'time' }, range(span)),
          span.outcome === 'analysed' ? ' looked at' : ` ${spanWords(span)}`,
        ),
      ),
    ),
  );
}

const GAP_CLASS = { analysed: '', failed: 'failed-text' };

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

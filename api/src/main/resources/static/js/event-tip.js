// What the tooltip of the timeline says of marks and of stretches that were not looked at.
import { h } from './dom.js';
import { labelTag } from './labels.js';
import { ofModel, sourceMark, sourceWords } from './sources.js';
import { clock, lasting } from './time.js';

const MOST = 4;

export function aboutEvents(group) {
  return group.events.length > 1 ? aboutMany(group) : aboutOne(group.events[0]);
}

function aboutMany({ events, start, end }) {
  const [first] = events;
  const rest = events.length - MOST;
  return [
    h('div', { class: 'tip-line' }, labelTag(`${events.length} × ${first.label}`), h('span', { class: 'time' }, `${clock(start, 2)} – ${clock(end, 2)}`)),
    ...events.slice(0, MOST).map((event) => h('div', { class: 'tip-text' }, h('span', { class: 'time' }, clock(event.start, 2)), ` ${event.description}`)),
    rest > 0 ? h('div', { class: 'dim' }, `and ${rest} more: zoom in`) : '',
  ];
}

function aboutOne(event) {
  const sure = event.confidence === null || event.confidence === undefined ? '' : ` · ${Math.round(event.confidence * 100)} % sure`;
  const unsure = ofModel(event) ? uncertaintyWords(event) : '';
  return [
    h('div', { class: 'tip-line' }, h('span', {}, labelTag(event.label), ' ', sourceMark(event) ?? ''), h('span', { class: 'time' }, `${clock(event.start, 2)} · ${lasting(event.end - event.start)}`)),
    h('div', { class: 'tip-text' }, event.description),
    h('div', { class: 'dim' }, `by ${sourceWords(event.source)}${sure}`),
    unsure ? h('div', { class: 'dim' }, unsure) : '',
  ];
}

export function aboutGap(gap) {
  return [h('div', { class: 'time' }, `${clock(gap.start, 1)} – ${clock(gap.end, 1)}`), h('div', { class: 'tip-text' }, gap.words)];
}

/** "±0.5 s", "start ±0.5 s, end ±1 s", or nothing. */
export function uncertaintyWords({ uncertainty }) {
  const { start = 0, end = 0 } = uncertainty ?? {};
  if (!start && !end) return '';
  if (start === end) return `±${lasting(start)}`;
  return [start ? `start ±${lasting(start)}` : '', end ? `end ±${lasting(end)}` : ''].filter(Boolean).join(', ');
}

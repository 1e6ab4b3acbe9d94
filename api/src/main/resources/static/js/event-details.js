// What more is known of the chosen event: how sure, by whom, what was read, where it was seen.
import { h } from './dom.js';
import { uncertaintyWords } from './event-tip.js';
import { ofModel, sourceWords } from './sources.js';
import { clock, lasting } from './time.js';

/** Times that are worth a line. */
const MOST_TIMES = 12;

/** `onSeek(t)` jumps to a time of evidence. */
export function eventDetails(event, onSeek) {
  const unsure = uncertaintyWords(event);
  const sure = event.confidence === null || event.confidence === undefined ? '' : `, ${Math.round(event.confidence * 100)} % sure`;
  const times = event.evidence ?? [];
  return h(
    'div',
    { class: 'event-details' },
    h(
      'dl',
      {},
      row('from', `${clock(event.start, 2)} to ${clock(event.end, 2)}, ${lasting(event.end - event.start)}${unsure ? ` (${unsure})` : ''}`),
      row('found by', `${ofModel(event) ? 'the model' : 'the detector'} ${sourceWords(event.source)}${sure}`),
      times.length
        ? row('seen at', times.slice(0, MOST_TIMES).map((t) => h('button', { type: 'button', class: 'moment time', onclick: () => onSeek(t) }, clock(t, 2))), times.length > MOST_TIMES ? ` and ${times.length - MOST_TIMES} more` : '')
        : null,
    ),
    event.data === null || event.data === undefined ? null : h('div', { class: 'scroll-x', tabindex: 0, role: 'group', 'aria-label': 'What was read' }, dataTable(event.data)),
  );
}

const row = (name, ...value) => [h('dt', {}, name), h('dd', {}, ...value.flat())];

/** What a schema read: a row a field, or a row an item where all items have the same fields. */
function dataTable(data) {
  if (Array.isArray(data) && data.length && data.every(isObject)) {
    const names = [...new Set(data.flatMap((item) => Object.keys(item)))];
    return h(
      'table',
      { class: 'rows data' },
      h('thead', {}, h('tr', {}, names.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, data.map((item) => h('tr', {}, names.map((name) => h('td', {}, value(item[name])))))),
    );
  }
  const fields = isObject(data) ? Object.entries(data) : Array.isArray(data) ? data.map((item, at) => [at + 1, item]) : [['value', data]];
  return h(
    'table',
    { class: 'rows data' },
    h('tbody', {}, fields.map(([name, field]) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, value(field))))),
  );
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function value(field) {
  if (field === null || field === undefined || field === '') return h('span', { class: 'dim' }, field === '' ? 'empty' : 'nothing');
  if (Array.isArray(field) && !field.some((item) => typeof item === 'object')) return field.join(', ');
  if (typeof field === 'object') return dataTable(field);
  return typeof field === 'boolean' ? (field ? 'yes' : 'no') : String(field);
}

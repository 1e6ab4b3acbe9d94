// What the list of events can be narrowed to: who found them, and their labels.
import { fill, h, icon } from './dom.js';
import { byLane, labelTag } from './labels.js';

const SOURCES = [['model', 'model'], ['detector', 'detectors']];

export class EventChips {
  element = h('div', { class: 'chips', role: 'group', 'aria-label': 'Show only' });

  /** `onFilter(filter)` tells what is to be shown. */
  constructor(onFilter) {
    this.onFilter = onFilter;
  }

  set(events, filter) {
    const sources = counted(events, (event) => event.source.kind);
    const labels = counted(events, (event) => event.label);
    for (const label of filter.labels) if (!labels.has(label)) labels.set(label, 0);
    const key = JSON.stringify([[...sources], [...labels], filter.parameters]);
    if (this.element.dataset.key === key) return;
    this.element.dataset.key = key;
    const held = document.activeElement?.dataset?.chip;
    fill(
      this.element,
      sources.size > 1 || filter.source ? SOURCES.map(([kind, words]) => this.#source(kind, words, sources.get(kind) ?? 0, filter)) : null,
      [...labels].sort(([a], [b]) => byLane(a, b)).map(([label, n]) => chip(`label ${label}`, filter.labels.has(label), () => this.onFilter(filter.withLabel(label)), labelTag(label), n)),
    );
    if (held) [...this.element.children].find((other) => other.dataset.chip === held)?.focus();
  }

  #source(kind, words, n, filter) {
    const sign = h('span', { class: 'chip-source' }, kind === 'model' ? icon('model') : null, words);
    return chip(`source ${kind}`, filter.source === kind, () => this.onFilter(filter.withSource(kind)), sign, n);
  }
}

function chip(key, pressed, onclick, sign, n) {
  return h('button', { type: 'button', class: 'chip', 'data-chip': key, 'aria-pressed': String(pressed), onclick }, sign, h('span', { class: 'n' }, n));
}

function counted(events, by) {
  const counts = new Map();
  for (const event of events) counts.set(by(event), (counts.get(by(event)) ?? 0) + 1);
  return counts;
}

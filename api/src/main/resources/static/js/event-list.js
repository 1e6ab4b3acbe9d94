// The events beside the player: a row each, following the playhead.
import { fill, h, reducedMotion, setText } from './dom.js';
import { byLane, labelTag } from './labels.js';
import { clock, count, lasting, spoken } from './time.js';

/** Milliseconds that the list stays where the reader scrolled it. */
const HANDS_OFF = 5000;

export class EventList {
  #rows = [];
  #current = null;
  #touched = -Infinity;
  #list = h('ol', { class: 'events', 'aria-label': 'Events' });
  #counted = h('strong', {});
  #chips = h('div', { class: 'chips', role: 'group', 'aria-label': 'Show only' });
  #nothing = h('p', { class: 'empty', hidden: true });

  /** `onSeek(event)` jumps, `onOnly(labels)` tells which labels are to be shown. */
  constructor(onSeek, onOnly) {
    this.onSeek = onSeek;
    this.onOnly = onOnly;
    this.element = h(
      'section',
      { class: 'panel', 'aria-label': 'Events' },
      h('div', { class: 'panel-head' }, h('div', { class: 'panel-title' }, h('h2', { class: 'unseen' }, 'Events'), this.#counted), this.#chips),
      h('div', { class: 'events-box' }, this.#list, this.#nothing),
    );
    for (const name of ['wheel', 'touchmove', 'pointerdown']) {
      this.#list.addEventListener(name, () => (this.#touched = performance.now()), { passive: true });
    }
    this.#list.addEventListener('keydown', (event) => this.#keys(event));
  }

  /** `events` in time order, `only` the labels to show (empty: all); `complete` is false where there are more. */
  set(events, only, complete, emptyWords) {
    const shown = only.size ? events.filter((event) => only.has(event.label)) : events;
    const known = new Map(this.#rows.map((row) => [row.event.id, row]));
    this.#rows = shown.map((event) => {
      const row = known.get(event.id);
      return row && row.event.revision === event.revision ? row : this.#row(event);
    });
    const elements = this.#rows.map((row) => row.item);
    const same = elements.length === this.#list.children.length && elements.every((item, at) => item === this.#list.children[at]);
    if (!same) {
      const held = document.activeElement;
      fill(this.#list, elements);
      if (held?.isConnected && held !== document.activeElement) held.focus({ preventScroll: true });
    }
    this.#list.classList.toggle('hours', (events.at(-1)?.start ?? 0) >= 3600);
    this.#nothing.hidden = shown.length > 0;
    this.#list.hidden = shown.length === 0;
    setText(this.#nothing, emptyWords);
    const all = count(events.length, 'event');
    const part = only.size ? `${shown.length.toLocaleString('en')} of ${all}` : all;
    setText(this.#counted, complete ? part : `the first ${part}`);
    this.#drawChips(events, only);
    this.#current = null;
  }

  /** Follows the playhead; returns the ids of the events that are on. */
  move(t) {
    const on = new Set();
    let last = null;
    for (const row of this.#rows) {
      const { start, end, id } = row.event;
      const started = start <= t + 0.005;
      if (started) last = row;
      const isOn = started && t < Math.max(end, start + 0.5);
      if (isOn) on.add(id);
      if (row.on !== isOn) row.button.classList.toggle('on', (row.on = isOn));
      if (row.past !== started) row.button.classList.toggle('past', (row.past = started));
    }
    if (last !== this.#current) {
      this.#current?.button.removeAttribute('aria-current');
      this.#current = last;
      last?.button.setAttribute('aria-current', 'true');
      if (last) this.#follow(last);
    }
    return on;
  }

  /** The event before or after `t`, among those shown. */
  beside(t, direction) {
    const events = this.#rows.map((row) => row.event);
    return direction > 0 ? events.find((event) => event.start > t + 0.02) : events.findLast((event) => event.start < t - 0.3);
  }

  #follow(row) {
    const list = this.#list;
    const busy = performance.now() - this.#touched < HANDS_OFF || list.contains(document.activeElement);
    // On a phone the list is below the fold and must not drag the page along.
    if (busy || list.scrollHeight <= list.clientHeight) return;
    const top = row.item.offsetTop - list.clientHeight * 0.35;
    list.scrollTo({ top, behavior: reducedMotion() ? 'auto' : 'smooth' });
  }

  #row(event) {
    const span = event.end - event.start;
    const button = h(
      'button',
      { type: 'button', class: 'event', 'aria-label': `${event.label} at ${spoken(event.start)}: ${event.description}`, onclick: () => this.onSeek(event) },
      h('span', { class: 'time' }, clock(event.start, 2)),
      h(
        'span',
        { class: 'event-what' },
        h('span', { class: 'event-line' }, labelTag(event.label), h('span', { class: 'dim' }, span > 0.1 ? lasting(span) : '')),
        h('span', { class: 'event-text' }, event.description),
      ),
    );
    return { event, button, item: h('li', {}, button), on: false, past: false };
  }

  #drawChips(events, only) {
    const counts = new Map();
    for (const event of events) counts.set(event.label, (counts.get(event.label) ?? 0) + 1);
    for (const label of only) if (!counts.has(label)) counts.set(label, 0);
    const key = JSON.stringify([[...counts], [...only]]);
    if (this.#chips.dataset.key === key) return;
    this.#chips.dataset.key = key;
    const held = document.activeElement?.dataset?.label;
    fill(
      this.#chips,
      [...counts].sort(([a], [b]) => byLane(a, b)).map(([label, n]) =>
        h(
          'button',
          { type: 'button', class: 'chip', 'data-label': label, 'aria-pressed': String(only.has(label)), onclick: () => this.#toggle(label, only) },
          labelTag(label),
          h('span', { class: 'n' }, n),
        ),
      ),
    );
    if (held) [...this.#chips.children].find((chip) => chip.dataset.label === held)?.focus();
  }

  #toggle(label, only) {
    const next = new Set(only);
    if (!next.delete(label)) next.add(label);
    this.onOnly(next);
  }

  #keys(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const at = this.#rows.findIndex((row) => row.button === document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.#rows[at + step]?.button.focus();
  }
}

// The events beside the player: a row each, following the playhead; the chosen one with its details.
import { fill, h, reducedMotion, setText } from './dom.js';
import { EventChips } from './event-chips.js';
import { eventDetails } from './event-details.js';
import { labelTag } from './labels.js';
import { ofModel, sourceMark } from './sources.js';
import { clock, count, lasting, spoken } from './time.js';

/** Milliseconds that the list stays where the reader scrolled it. */
const HANDS_OFF = 5000;

export class EventList {
  #rows = [];
  #current = null;
  #touched = -Infinity;
  #list = h('ol', { class: 'events', 'aria-label': 'Events' });
  #counted = h('strong', {});
  #chosen = null;
  #chips;
  #nothing = h('p', { class: 'empty', hidden: true });

  /** `onPick(event)` chooses an event, `onSeek(t)` jumps, `onFilter(filter)` tells what is to be shown. */
  constructor(onPick, onSeek, onFilter) {
    this.onPick = onPick;
    this.onSeek = onSeek;
    this.#chips = new EventChips(onFilter);
    this.element = h(
      'section',
      { class: 'panel', 'aria-label': 'Events' },
      h('div', { class: 'panel-head' }, h('div', { class: 'panel-title' }, h('h2', { class: 'unseen' }, 'Events'), this.#counted), this.#chips.element),
      h('div', { class: 'events-box' }, this.#list, this.#nothing),
    );
    for (const name of ['wheel', 'touchmove', 'pointerdown']) {
      this.#list.addEventListener(name, () => (this.#touched = performance.now()), { passive: true });
    }
    this.#list.addEventListener('keydown', (event) => this.#keys(event));
  }

  /** `events` in time order, of which those are shown that `filter` admits; `complete` is false where there are more. */
  set(events, filter, complete, emptyWords) {
    const shown = events.filter((event) => filter.admits(event.label, event.source.kind));
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
    const part = shown.length < events.length ? `${shown.length.toLocaleString('en')} of ${all}` : all;
    setText(this.#counted, complete ? part : `the first ${part}`);
    this.#chips.set(events, filter);
    this.#current = null;
    this.choose(this.#chosen);
  }

  /** Shows the details of the event with that id; null shows none. */
  choose(id) {
    this.#chosen = id;
    for (const row of this.#rows) {
      const open = row.event.id === id;
      if (open === (row.details !== null)) continue;
      row.button.setAttribute('aria-expanded', String(open));
      row.details?.remove();
      row.details = open ? eventDetails(row.event, this.onSeek) : null;
      if (!open) continue;
      row.item.append(row.details);
      this.#reveal(row.item);
    }
  }

  /** Brings it into sight within the list, which must not drag the page along. */
  #reveal({ offsetTop, offsetHeight }) {
    const list = this.#list;
    if (offsetTop < list.scrollTop || offsetTop + offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = offsetTop - 8;
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
      {
        type: 'button',
        class: `event ${event.source.kind}`,
        'aria-expanded': 'false',
        'aria-label': `${event.label} at ${spoken(event.start)}${ofModel(event) ? ', seen by the model' : ''}: ${event.description}`,
        onclick: () => this.onPick(event),
      },
      h('span', { class: 'time' }, clock(event.start, 2)),
      h(
        'span',
        { class: 'event-what' },
        h('span', { class: 'event-line' }, labelTag(event.label), h('span', { class: 'dim' }, span > 0.1 ? lasting(span) : ''), sourceMark(event)),
        h('span', { class: 'event-text' }, event.description),
      ),
    );
    return { event, button, item: h('li', {}, button), details: null, on: false, past: false };
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

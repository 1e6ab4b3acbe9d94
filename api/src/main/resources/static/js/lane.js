// One lane of the timeline: its name, its marks to scale, hatched where nothing looked.
import { fill, h, icon } from './dom.js';
import { aboutEvents, aboutGap } from './event-tip.js';
import { hue, labelTag } from './labels.js';
import { grouped, rows } from './marks.js';
import { count, spoken } from './time.js';
import { hideTip, showTip } from './tip.js';

/** Rows for what the model saw at the same time. */
const MOST_ROWS = 3;
/** Pixels of a mark or a stretch that leave room for words. */
const ROOM = 44;
const GAP_ROOM = 140;

export class Lane {
  #rows;
  element;
  name;

  /** `on` does what a reader may wish: {pick(event), seek(t), at(pointerEvent), focused(id)}. */
  constructor(lane, on) {
    Object.assign(this, lane);
    this.on = on;
    this.#rows = this.kind === 'detector' ? [this.events] : rows(this.events, MOST_ROWS);
    const many = Math.max(1, this.#rows.length);
    this.element = h('div', { class: `lane ${this.kind}`, role: 'group', 'aria-label': `${this.title}: ${count(this.events.length, 'event')}` });
    this.name = h('div', { class: `lane-name ${this.kind}`, title: this.title }, this.#sign(), h('span', { class: 'n' }, this.events.length || ''));
    for (const element of [this.element, this.name]) element.style.setProperty('--rows', many);
    this.element.addEventListener('click', (event) => {
      if (event.target === this.element) on.seek(on.at(event));
    });
  }

  #sign() {
    const tag = labelTag(this.label, this.events.length === 0);
    if (this.kind === 'detector') return tag;
    return h('span', { class: 'lane-sign' }, icon(this.kind === 'model' ? 'model' : 'ask'), tag);
  }

  /** Draws what lies between `from` and `to` (seconds); `lit` tells whether a group is on. */
  draw(pixels, from, to, lit) {
    const inSight = (span) => span.end >= from && span.start <= to;
    const marks = this.#rows.flatMap((events, row) =>
      grouped(events, pixels)
        .filter(inSight)
        .map((group) => this.#mark(group, row, pixels, lit)),
    );
    marks.sort((a, b) => a.at - b.at);
    fill(this.element, this.gaps.filter(inSight).map((gap) => this.#gap(gap, pixels)), marks);
  }

  #mark(group, row, pixels, lit) {
    const [first] = group.events;
    const width = (group.end - group.start) * pixels;
    const one = group.events.length === 1;
    const name = one
      ? `${first.label} at ${spoken(first.start)}: ${first.description}`
      : `${group.events.length} × ${first.label} from ${spoken(group.start)} to ${spoken(group.end)}`;
    const words = one && this.kind !== 'detector' && width > ROOM ? h('span', { 'aria-hidden': 'true' }, first.description) : null;
    const mark = this.#stop('mark', name, group.start, width, pixels, () => aboutEvents(group), words);
    mark.events = group.events;
    mark.classList.toggle('on', lit(mark));
    mark.style.setProperty('--hue', hue(first.label));
    mark.style.setProperty('--row', row);
    mark.addEventListener('click', () => this.on.pick(first));
    mark.addEventListener('focus', () => this.on.focused(first.id));
    return mark;
  }

  #gap(gap, pixels) {
    const width = (gap.end - gap.start) * pixels;
    // Marks would lie upon the words.
    const words = width > GAP_ROOM && !this.events.some((event) => event.start < gap.end && event.end > gap.start);
    const name = `${this.label} from ${spoken(gap.start)} to ${spoken(gap.end)}: ${gap.words}`;
    const stop = this.#stop(`unlooked ${gap.outcome}`, name, gap.start, width, pixels, () => aboutGap(gap), words ? h('span', { 'aria-hidden': 'true' }, gap.words) : null);
    // By the pointer to where it points, by the key to where the stretch begins.
    stop.addEventListener('click', (event) => this.on.seek(event.detail ? this.on.at(event) : gap.start));
    return stop;
  }

  /** Something that the arrow keys reach and that tells what it is. */
  #stop(className, name, at, width, pixels, about, words) {
    const stop = h('button', { class: className, type: 'button', tabindex: -1, 'aria-label': name }, words);
    stop.at = at;
    stop.style.left = `${at * pixels}px`;
    stop.style.width = `${width}px`;
    const tell = (event) => {
      const box = stop.getBoundingClientRect();
      const middle = Math.max(box.left, 8) + Math.min(box.width, innerWidth) / 2;
      showTip(event.type === 'pointerenter' && box.width > 320 ? event.clientX : middle, box.top, box.bottom, ...about());
    };
    stop.addEventListener('pointerenter', tell);
    stop.addEventListener('pointerleave', hideTip);
    stop.addEventListener('blur', hideTip);
    stop.addEventListener('focus', (event) => {
      if (stop.matches(':focus-visible')) tell(event);
    });
    return stop;
  }

  get stops() {
    return [...this.element.querySelectorAll('.mark, .unlooked')].sort((a, b) => a.at - b.at);
  }
}

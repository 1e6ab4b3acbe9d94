// The timeline: a lane a label, marks to scale, hatched where nothing looked, the playhead over all.
import { fill, h, iconButton, setText } from './dom.js';
import { hue, labelTag } from './labels.js';
import { grouped, tickStep } from './marks.js';
import { preview } from './preview.js';
import { clock, count, lasting, spoken } from './time.js';
import { hideTip, showTip } from './tip.js';

const MOST_PIXELS = 400_000;

/** `onSeek(t)` jumps, `video` is for the previews. */
export class Timeline {
  #duration = 0;
  #time = 0;
  #zoom = 1;
  #lanes = [];
  #shown = new Set();
  #on = new Set();
  #focused = null;
  #names = h('div', { class: 'lane-names' });
  #track = h('div', { class: 'track' });
  #scroll = h('div', { class: 'timeline-scroll', tabindex: -1 });
  #ruler;
  #playhead = h('div', { class: 'playhead' });
  #waiting = h('p', { class: 'empty' });
  #body;
  #frame = null;
  #observer;

  constructor(video, onSeek) {
    this.onSeek = onSeek;
    this.videoId = video.id;
    this.#ruler = this.#makeRuler();
    this.#scroll.append(this.#track);
    this.#body = h('div', { class: 'timeline-body', hidden: true }, this.#names, this.#scroll);
    const zoom = h(
      'span',
      { class: 'zoom', role: 'group', 'aria-label': 'Zoom' },
      iconButton('minus', 'Zoom out', () => this.zoom(0.5), { 'aria-keyshortcuts': '-' }),
      iconButton('fit', 'Fit to width', () => this.zoom(0), { 'aria-keyshortcuts': '0' }),
      iconButton('plus', 'Zoom in', () => this.zoom(2), { 'aria-keyshortcuts': '+' }),
    );
    this.element = h(
      'section',
      { class: 'timeline', 'aria-label': 'Timeline' },
      h('div', { class: 'timeline-head' }, h('h2', {}, 'Timeline'), h('span', { class: 'legend' }, h('i', {}), 'not looked at'), zoom),
      this.#waiting,
      this.#body,
    );
    this.#scroll.addEventListener('scroll', () => this.#later(), { passive: true });
    this.#scroll.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    this.#track.addEventListener('keydown', (event) => this.#keys(event));
    this.#observer = new ResizeObserver(() => this.#later());
    this.#observer.observe(this.#scroll);
  }

  /** What is said while the duration is not known. */
  set words(text) {
    setText(this.#waiting, text);
  }

  /** `lanes`: [{label, events (in time order), gaps: [{start, end, reason}]}]. */
  set(duration, lanes) {
    const held = this.#held();
    this.#duration = duration ?? 0;
    this.#waiting.hidden = this.#duration > 0;
    this.#body.hidden = this.#duration <= 0;
    this.#lanes = lanes.map((lane) => ({ ...lane, element: h('div', { class: 'lane', role: 'group', 'aria-label': `${lane.label}: ${count(lane.events.length, 'event')}` }) }));
    fill(
      this.#names,
      h('div', { class: 'lane-name ruler-name' }),
      this.#lanes.map((lane) => (lane.name = h('div', { class: 'lane-name' }, labelTag(lane.label, lane.events.length === 0), h('span', { class: 'n' }, lane.events.length || '')))),
    );
    for (const lane of this.#lanes) {
      lane.element.addEventListener('click', (event) => {
        if (event.target === lane.element) this.onSeek(this.#at(event));
      });
    }
    fill(this.#track, this.#ruler, this.#lanes.map((lane) => lane.element), this.#playhead);
    this.only(this.#shown);
    this.#draw(held);
    this.move(this.#time);
  }

  /** Dims the lanes of other labels; an empty set dims none. */
  only(labels) {
    this.#shown = labels;
    this.#shown = labels;
    for (const lane of this.#lanes) {
      const off = labels.size > 0 && !labels.has(lane.label);
      lane.element.classList.toggle('off', off);
      lane.name.classList.toggle('off', off);
    }
  }

  /** Moves the playhead. */
  move(t, playing = false) {
    this.#time = t;
    if (!this.#duration) return;
    const x = Math.min(1, t / this.#duration) * this.#width();
    this.#playhead.style.transform = `translateX(${x}px)`;
    this.#ruler.setAttribute('aria-valuemax', this.#duration.toFixed(1));
    this.#ruler.setAttribute('aria-valuenow', Math.min(t, this.#duration).toFixed(1));
    this.#ruler.setAttribute('aria-valuetext', spoken(t));
    const { scrollLeft, clientWidth } = this.#scroll;
    if (playing && this.#zoom > 1 && (x < scrollLeft || x > scrollLeft + clientWidth * 0.95)) {
      this.#scroll.scrollLeft = x - clientWidth * 0.1;
    }
  }

  /** Zooms by `factor` around the playhead or `at` (seconds); 0 fits all. */
  zoom(factor, at = this.#time) {
    const fit = this.#scroll.clientWidth || 1;
    const most = Math.max(1, Math.min(MOST_PIXELS / fit, (this.#duration * 400) / fit));
    const before = at * (this.#width() / this.#duration) - this.#scroll.scrollLeft;
    this.#zoom = factor === 0 ? 1 : Math.min(most, Math.max(1, this.#zoom * factor));
    this.#draw();
    this.#scroll.scrollLeft = at * (this.#width() / this.#duration) - Math.min(Math.max(before, 0), fit);
    this.move(this.#time);
    this.#draw();
  }

  /** Marks the events that are on now. */
  highlight(ids) {
    this.#on = ids;
    for (const mark of this.#track.querySelectorAll('.mark')) mark.classList.toggle('on', this.#isOn(mark));
  }

  #isOn(mark) {
    return mark.events.some((event) => this.#on.has(event.id));
  }

  end() {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    hideTip();
  }

  #width() {
    return this.#scroll.clientWidth * this.#zoom;
  }

  #later() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#draw();
      this.move(this.#time);
    });
  }

  #at(event) {
    const box = this.#track.getBoundingClientRect();
    return Math.min(Math.max(0, (event.clientX - box.left) / box.width), 1) * this.#duration;
  }

  /** Draws what is in sight and a width to either side. */
  #draw(held = this.#held()) {
    const fit = this.#scroll.clientWidth;
    if (!this.#duration || !fit) return;
    const width = this.#width();
    const pixels = width / this.#duration;
    this.#track.style.width = this.#zoom === 1 ? '' : `${width}px`;
    const from = (this.#scroll.scrollLeft - fit) / pixels;
    const to = (this.#scroll.scrollLeft + 2 * fit) / pixels;
    this.#drawTicks(pixels, from, to);
    for (const lane of this.#lanes) this.#drawLane(lane, pixels, from, to, held);
    this.#tabStop();
  }

  /** The event whose mark has the focus; drawing anew must not lose it. */
  #held() {
    const mark = document.activeElement;
    return mark && this.#track.contains(mark) && mark.events ? mark.events[0].id : null;
  }

  #drawTicks(pixels, from, to) {
    const step = tickStep(pixels);
    const minor = step / 5;
    const ticks = [];
    for (let n = Math.max(0, Math.floor(from / minor)); n * minor <= Math.min(to, this.#duration); n++) {
      const major = n % 5 === 0;
      const tick = h('div', { class: major ? 'tick' : 'tick minor' }, major && (n * minor * pixels < this.#width() - 30) ? h('span', {}, clock(n * minor, step < 1 ? 1 : 0)) : null);
      tick.style.left = `${n * minor * pixels}px`;
      ticks.push(tick);
    }
    fill(this.#ruler, ticks);
  }

  #drawLane(lane, pixels, from, to, held) {
    const gaps = lane.gaps.filter((gap) => gap.end > from && gap.start < to).map((gap) => {
      const element = h('div', { class: 'unlooked' }, (gap.end - gap.start) * pixels > 140 ? h('span', {}, gap.reason) : null);
      element.style.left = `${gap.start * pixels}px`;
      element.style.width = `${(gap.end - gap.start) * pixels}px`;
      return element;
    });
    const marks = grouped(lane.events, pixels)
      .filter((group) => group.end >= from && group.start <= to)
      .map((group) => this.#mark(group, pixels));
    fill(lane.element, gaps, marks);
    const again = held && marks.find((mark) => mark.events.some((event) => event.id === held));
    if (again) again.focus({ preventScroll: true });
  }

  #mark(group, pixels) {
    const [first] = group.events;
    const one = group.events.length === 1;
    const name = one
      ? `${first.label} at ${spoken(first.start)}: ${first.description}`
      : `${group.events.length} × ${first.label} from ${spoken(group.start)} to ${spoken(group.end)}`;
    const mark = h('button', { class: 'mark', type: 'button', tabindex: -1, 'aria-label': name });
    mark.events = group.events;
    mark.classList.toggle('on', this.#isOn(mark));
    mark.style.setProperty('--hue', hue(first.label));
    mark.style.left = `${group.start * pixels}px`;
    mark.style.width = `${(group.end - group.start) * pixels}px`;
    const tell = () => {
      const box = mark.getBoundingClientRect();
      showTip(Math.max(box.left, 8) + Math.min(box.width, innerWidth) / 2, box.top, box.bottom, ...describe(group));
    };
    mark.addEventListener('click', () => this.onSeek(first.start));
    mark.addEventListener('pointerenter', tell);
    mark.addEventListener('pointerleave', hideTip);
    mark.addEventListener('blur', hideTip);
    mark.addEventListener('focus', () => {
      this.#focused = first.id;
      if (mark.matches(':focus-visible')) tell();
    });
    return mark;
  }

  /** One mark of all is in the tab order: the last focused, else the first. */
  #tabStop() {
    const marks = [...this.#track.querySelectorAll('.mark')];
    const stop = marks.find((mark) => mark.events.some((event) => event.id === this.#focused)) ?? marks[0];
    for (const mark of marks) mark.tabIndex = mark === stop ? 0 : -1;
  }

  #keys(event) {
    const mark = event.target.closest?.('.mark');
    if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
    const lanes = this.#lanes.map((lane) => [...lane.element.querySelectorAll('.mark')]).filter((marks) => marks.length);
    const row = lanes.findIndex((marks) => marks.includes(mark));
    const column = lanes[row].indexOf(mark);
    const next = {
      ArrowRight: () => lanes[row][column + 1],
      ArrowLeft: () => lanes[row][column - 1],
      ArrowDown: () => nearest(lanes[row + 1], mark),
      ArrowUp: () => nearest(lanes[row - 1], mark),
      Home: () => lanes[row][0],
      End: () => lanes[row].at(-1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    const found = next();
    if (!found) return;
    mark.tabIndex = -1;
    found.tabIndex = 0;
    found.focus();
  }

  #wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.25 : 0.8, this.#at(event));
  }

  #makeRuler() {
    const ruler = h('div', {
      class: 'ruler',
      role: 'slider',
      tabindex: 0,
      'aria-label': 'Position',
      'aria-valuemin': 0,
      'aria-valuemax': 0,
      'aria-valuenow': 0,
    });
    const show = preview(this.videoId);
    let held = false;
    ruler.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      held = true;
      ruler.setPointerCapture(event.pointerId);
      this.onSeek(this.#at(event));
    });
    ruler.addEventListener('pointermove', (event) => {
      const t = this.#at(event);
      if (held) this.onSeek(t);
      if (event.pointerType === 'mouse') show(event.clientX, ruler.getBoundingClientRect(), t);
    });
    for (const name of ['pointerup', 'pointercancel']) ruler.addEventListener(name, () => (held = false));
    ruler.addEventListener('pointerleave', () => {
      show(null);
      hideTip();
    });
    return ruler;
  }
}

function nearest(marks, mark) {
  if (!marks) return null;
  const at = mark.events[0].start;
  return marks.reduce((best, next) => (Math.abs(next.events[0].start - at) < Math.abs(best.events[0].start - at) ? next : best));
}

function describe(group) {
  const [first] = group.events;
  if (group.events.length > 1) {
    const shown = group.events.slice(0, 4);
    const rest = group.events.length - shown.length;
    return [
      h('div', { class: 'tip-line' }, labelTag(`${group.events.length} × ${first.label}`), h('span', { class: 'time' }, `${clock(group.start, 2)} – ${clock(group.end, 2)}`)),
      ...shown.map((event) => h('div', {}, h('span', { class: 'time' }, clock(event.start, 2)), ` ${event.description}`)),
      rest ? h('div', { class: 'dim' }, `and ${rest} more: zoom in`) : '',
    ];
  }
  const sure = first.confidence === null || first.confidence === undefined ? '' : ` · ${Math.round(first.confidence * 100)} % sure`;
  return [
    h('div', { class: 'tip-line' }, labelTag(first.label), h('span', { class: 'time' }, `${clock(first.start, 2)} · ${lasting(first.end - first.start)}`)),
    h('div', {}, first.description),
    h('div', { class: 'dim' }, `by ${first.source.name} ${first.source.version}${sure}`),
  ];
}

// The timeline: lanes to one scale, the ruler and the playhead over all.
import { fill, h, iconButton, setText } from './dom.js';
import { Lane } from './lane.js';
import { legend } from './legend.js';
import { tickStep } from './marks.js';
import { preview } from './preview.js';
import { clock, spoken } from './time.js';
import { hideTip } from './tip.js';

const MOST_PIXELS = 400_000;

/** `onSeek(t)` jumps, `onPick(event)` chooses an event; `video` is for the previews. */
export class Timeline {
  #duration = 0;
  #time = 0;
  #zoom = 1;
  #lanes = [];
  #admits = () => true;
  #on = new Set();
  #focused = null;
  #names = h('div', { class: 'lane-names' });
  #track = h('div', { class: 'track' });
  #scroll = h('div', { class: 'timeline-scroll', tabindex: -1 });
  #ruler;
  #playhead = h('div', { class: 'playhead' });
  #legend = h('span', { class: 'legend' });
  #waiting = h('p', { class: 'empty' });
  #body;
  #frame = null;
  #observer;

  constructor(video, onSeek, onPick) {
    this.onSeek = onSeek;
    this.onPick = onPick;
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
      h('div', { class: 'timeline-head' }, h('h2', {}, 'Timeline'), this.#legend, zoom),
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

  /** `lanes` as of lanes.js. */
  set(duration, lanes) {
    const held = this.#held();
    this.#duration = duration ?? 0;
    this.#waiting.hidden = this.#duration > 0;
    this.#body.hidden = this.#duration <= 0;
    const on = {
      pick: (event) => this.onPick(event),
      seek: (t) => this.onSeek(t),
      at: (event) => this.#at(event),
      focused: (id) => (this.#focused = id),
    };
    this.#lanes = lanes.map((lane) => new Lane(lane, on));
    fill(this.#names, h('div', { class: 'lane-name ruler-name' }), this.#lanes.map((lane) => lane.name));
    fill(this.#track, this.#ruler, this.#lanes.map((lane) => lane.element), this.#playhead);
    fill(this.#legend, legend(lanes));
    this.only(this.#admits);
    this.#draw(held);
    this.move(this.#time);
  }

  /** Dims the lanes that `admits(lane)` refuses. */
  only(admits) {
    this.#admits = admits;
    for (const lane of this.#lanes) {
      const off = !admits(lane);
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
    for (const lane of this.#lanes) lane.draw(pixels, from, to, (mark) => this.#isOn(mark));
    this.#tabStop();
    if (held) this.#lanes.flatMap((lane) => lane.stops).find((stop) => held(stop))?.focus({ preventScroll: true });
  }

  /** Knows again what has the focus: drawing anew must not lose it. Null where nothing here has it. */
  #held() {
    const stop = document.activeElement;
    if (!stop || stop.at === undefined || !this.#track.contains(stop)) return null;
    const id = stop.events?.[0].id;
    const name = stop.getAttribute('aria-label');
    return id ? (other) => other.events?.some((event) => event.id === id) : (other) => other.getAttribute('aria-label') === name;
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

  /** One mark of all is in the tab order: the last focused, else the first; a stretch only where there is no mark. */
  #tabStop() {
    const stops = this.#lanes.flatMap((lane) => lane.stops);
    const marks = stops.filter((stop) => stop.events);
    const stop = marks.find((mark) => mark.events.some((event) => event.id === this.#focused)) ?? marks[0] ?? stops[0];
    for (const other of stops) other.tabIndex = other === stop ? 0 : -1;
  }

  #keys(event) {
    const stop = event.target.closest?.('.mark, .unlooked');
    if (!stop || event.ctrlKey || event.metaKey || event.altKey) return;
    const lanes = this.#lanes.map((lane) => lane.stops).filter((stops) => stops.length);
    const row = lanes.findIndex((stops) => stops.includes(stop));
    const column = lanes[row].indexOf(stop);
    const next = {
      ArrowRight: () => lanes[row][column + 1],
      ArrowLeft: () => lanes[row][column - 1],
      ArrowDown: () => nearest(lanes[row + 1], stop),
      ArrowUp: () => nearest(lanes[row - 1], stop),
      Home: () => lanes[row][0],
      End: () => lanes[row].at(-1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    const found = next();
    if (!found) return;
    stop.tabIndex = -1;
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

function nearest(stops, stop) {
  return stops?.reduce((best, next) => (Math.abs(next.at - stop.at) < Math.abs(best.at - stop.at) ? next : best)) ?? null;
}

// Boxes over the picture: where the model saw what it tells of.
import { fill, h } from './dom.js';
import { hue } from './labels.js';

/** Seconds from a box's own time within which it is shown. */
const NEAR = 0.5;

export class BoxLayer {
  #stage;
  #events = [];
  #drawn = '';
  #size = null;
  #layer = h('div', { class: 'boxes', 'aria-hidden': 'true' });
  #toggle = h('button', { type: 'button', class: 'boxes-toggle', 'aria-pressed': 'true', 'aria-keyshortcuts': 'b', hidden: true }, 'Boxes');
  #observer;

  constructor(stage) {
    this.#stage = stage;
    this.#toggle.addEventListener('click', (event) => {
      // The stage below would play.
      event.stopPropagation();
      this.toggle();
    });
    this.#observer = new ResizeObserver(() => this.#place());
    this.#observer.observe(stage);
    // Neither event bubbles; a picture has its size only then.
    for (const name of ['loadedmetadata', 'load']) stage.addEventListener(name, () => this.#place(), true);
  }

  get elements() {
    return [this.#layer, this.#toggle];
  }

  /** Size of the displayed picture in pixels, in which boxes are given; null where it is not known. */
  set size(size) {
    this.#size = size;
    this.#place();
  }

  set events(events) {
    this.#events = events.filter((event) => event.boxes?.length);
    this.#toggle.hidden = this.#events.length === 0;
  }

  toggle() {
    if (this.#toggle.hidden) return;
    this.#layer.hidden = !this.#layer.hidden;
    this.#toggle.setAttribute('aria-pressed', String(!this.#layer.hidden));
  }

  /** Shows the boxes near `t`, and those of the event `chosen` (an id) as long as it lasts. */
  show(t, chosen) {
    const shown = this.#events.flatMap((event) => near(event, t, event.id === chosen).map((box) => ({ ...box, event, chosen: event.id === chosen })));
    const key = JSON.stringify(shown.map(({ event, chosen: is, time, left, top }) => [event.id, is, time, left, top, this.#size]));
    if (key === this.#drawn) return;
    this.#drawn = key;
    fill(this.#layer, this.#size ? shown.map((box) => this.#box(box)) : null);
  }

  end() {
    this.#observer.disconnect();
  }

  #box({ event, chosen, left, top, right, bottom, label }) {
    const { width, height } = this.#size;
    const box = h('div', { class: chosen ? 'box chosen' : 'box' }, h('span', { class: top / height < 0.08 ? 'inside' : null }, label || event.label));
    box.style.setProperty('--hue', hue(label || event.label));
    box.style.left = percent(left / width);
    box.style.top = percent(top / height);
    box.style.width = percent((right - left) / width);
    box.style.height = percent((bottom - top) / height);
    return box;
  }

  /** Lays the layer over the picture, which fills the stage in one direction only. */
  #place() {
    const picture = this.#stage.querySelector('video, img');
    const width = picture?.videoWidth || picture?.naturalWidth || this.#size?.width;
    const height = picture?.videoHeight || picture?.naturalHeight || this.#size?.height;
    if (!width || !height) return;
    const scale = Math.min(this.#stage.clientWidth / width, this.#stage.clientHeight / height);
    const { style } = this.#layer;
    style.width = `${width * scale}px`;
    style.height = `${height * scale}px`;
    style.left = `${(this.#stage.clientWidth - width * scale) / 2}px`;
    style.top = `${(this.#stage.clientHeight - height * scale) / 2}px`;
  }
}

/** The boxes of the event's picture nearest to `t`, where that is near, or the event is chosen and on. */
function near(event, t, chosen) {
  const nearest = event.boxes.reduce((best, box) => (Math.abs(box.time - t) < Math.abs(best.time - t) ? box : best));
  const on = chosen && t >= event.start - NEAR && t <= event.end + NEAR;
  if (!on && Math.abs(nearest.time - t) > NEAR) return [];
  return event.boxes.filter((box) => box.time === nearest.time);
}

const percent = (part) => `${(Math.min(Math.max(part, 0), 1) * 100).toFixed(3)}%`;

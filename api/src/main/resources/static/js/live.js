// A video's events: those that are there, and those that come in while it is watched.
import * as api from './api.js';

const MOST = 10_000;

/** Keeps `events` (id -> Event); `onChange()` after every change. */
export class LiveEvents {
  #id;
  #source = null;
  #abort = new AbortController();
  #pending = false;
  events = new Map();
  complete = true;

  constructor(videoId, onChange) {
    this.#id = videoId;
    this.onChange = onChange;
  }

  /** The events in time order. */
  get list() {
    return [...this.events.values()].sort((a, b) => a.start - b.start || a.end - b.end || a.label.localeCompare(b.label));
  }

  /** Whether changes come by themselves, so that there is no need to load again. */
  get streaming() {
    return this.#source?.readyState === EventSource.OPEN;
  }

  /** Loads all; an event of a newer revision that the stream brought meanwhile stays. */
  async load() {
    const { items, complete } = await api.eventsOf(this.#id, MOST, this.#abort.signal);
    const ids = new Set(items.map((event) => event.id));
    let changed = this.complete !== complete;
    if (!this.#source) {
      for (const id of this.events.keys()) if (!ids.has(id)) changed = this.events.delete(id) || changed;
    }
    for (const event of items) changed = this.#put(event) || changed;
    this.complete = complete;
    if (changed) this.onChange();
  }

  /** Listens to the stream, and loads once it is open, so that nothing falls between the two. */
  listen() {
    if (this.#source) return;
    const source = new EventSource(api.streamOf(this.#id));
    this.#source = source;
    source.addEventListener('open', () => this.load().catch(() => {}), { once: true });
    for (const name of ['added', 'updated']) {
      source.addEventListener(name, (message) => {
        if (this.#put(JSON.parse(message.data))) this.#later();
      });
    }
    source.addEventListener('withdrawn', (message) => {
      if (this.events.delete(JSON.parse(message.data).id)) this.#later();
    });
  }

  /** Stops listening: nothing more is to come. */
  settle() {
    this.#source?.close();
    this.#source = null;
  }

  end() {
    this.settle();
    this.#abort.abort();
  }

  /** Whether that changed anything. */
  #put(event) {
    const known = this.events.get(event.id);
    if (known && known.revision >= event.revision) return false;
    this.events.set(event.id, event);
    return true;
  }

  /** Events come in bursts; one change tells of many. */
  #later() {
    if (this.#pending) return;
    this.#pending = true;
    setTimeout(() => {
      this.#pending = false;
      this.onChange();
    }, 150);
  }
}

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

  /** Loads all; an event of a newer revision that the stream brought meanwhile stays. */
  async load() {
    const { items, complete } = await api.eventsOf(this.#id, MOST, this.#abort.signal);
    const ids = new Set(items.map((event) => event.id));
    for (const id of this.events.keys()) if (!ids.has(id) && !this.#source) this.events.delete(id);
    for (const event of items) this.#put(event);
    this.complete = complete;
    this.onChange();
  }

  /** Listens to the stream; call before `load`, so that nothing falls between the two. */
  listen() {
    if (this.#source) return;
    this.#source = new EventSource(api.streamOf(this.#id));
    for (const name of ['added', 'updated']) this.#source.addEventListener(name, (message) => this.#put(JSON.parse(message.data), true));
    this.#source.addEventListener('withdrawn', (message) => {
      this.events.delete(JSON.parse(message.data).id);
      this.#later();
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

  #put(event, tell = false) {
    const known = this.events.get(event.id);
    if (known && known.revision > event.revision) return;
    this.events.set(event.id, event);
    if (tell) this.#later();
  }

  #later() {
    if (this.#pending) return;
    this.#pending = true;
    setTimeout(() => {
      this.#pending = false;
      this.onChange();
    }, 150);
  }
}

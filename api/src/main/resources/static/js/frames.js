// A video that the browser cannot play, shown picture by picture from the server's thumbnails.
import { thumbnailOf } from './api.js';
import { h } from './dom.js';
import { clock } from './time.js';

const WIDTH = 960;

/** Same face as Playback; "playing" goes on a second with every picture that has arrived. */
export class Frames extends EventTarget {
  #id;
  #t = 0;
  #wanted = null;
  #loading = false;
  #timer = null;
  #over = false;

  constructor(videoId, duration) {
    super();
    this.#id = videoId;
    this.duration = duration;
    this.playing = false;
    this.canSound = false;
    this.element = h('img', { alt: 'Frame at 0:00.0' });
    this.element.addEventListener('load', () => this.#arrived(true));
    this.element.addEventListener('error', () => this.#arrived(false));
  }

  get time() {
    return this.#t;
  }

  seek(t) {
    this.#t = t;
    this.#wanted = t;
    this.#load();
    this.#tell('time');
  }

  play() {
    this.playing = true;
    this.#tell('state');
    this.#later();
  }

  pause() {
    this.playing = false;
    clearTimeout(this.#timer);
    this.#tell('state');
  }

  end() {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  /** One picture at a time; of the times asked for meanwhile only the last counts. */
  #load() {
    if (this.#loading || this.#wanted === null || this.#over) return;
    const t = this.#wanted;
    this.#wanted = null;
    this.#loading = true;
    this.element.alt = `Frame at ${clock(t, 1)}`;
    this.element.src = thumbnailOf(this.#id, t, WIDTH);
    this.element.parentElement?.classList.add('waiting');
  }

  #arrived(well) {
    this.#loading = false;
    this.element.parentElement?.classList.remove('waiting');
    if (!well) this.element.alt = `There is no picture at ${clock(this.#t, 1)}`;
    this.#tell(well ? 'picture' : 'missing');
    this.#load();
    if (this.playing) this.#later();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.playing || this.#loading) return;
      if (this.duration === null || this.#t + 1 >= this.duration) this.pause();
      else this.seek(this.#t + 1);
    }, 1000);
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}

// A video that the browser plays itself.
import { h } from './dom.js';

/** Same face as Frames: element, time, duration, playing, seek, play, pause; events: time, state, broken. */
export class Playback extends EventTarget {
  #frame = null;

  constructor(source, expectsPicture) {
    super();
    const video = h('video', { src: source, preload: 'metadata', playsinline: true, tabindex: -1 });
    this.element = video;
    this.canSound = true;
    for (const name of ['play', 'pause', 'ended', 'ratechange', 'volumechange', 'durationchange']) {
      video.addEventListener(name, () => this.#state());
    }
    for (const name of ['seeking', 'seeked', 'timeupdate', 'loadedmetadata']) {
      video.addEventListener(name, () => this.#tell('time'));
    }
    video.addEventListener('error', () => this.#tell('broken'));
    video.addEventListener('loadedmetadata', () => {
      // Chromium plays the sound of a file whose picture it cannot decode.
      if (expectsPicture && video.videoWidth === 0) this.#tell('broken');
    });
  }

  get time() {
    return this.element.currentTime;
  }

  get duration() {
    return Number.isFinite(this.element.duration) ? this.element.duration : null;
  }

  get playing() {
    return !this.element.paused && !this.element.ended;
  }

  seek(t) {
    this.element.currentTime = t;
  }

  play() {
    this.element.play().catch(() => this.#state());
  }

  pause() {
    this.element.pause();
  }

  end() {
    cancelAnimationFrame(this.#frame);
    this.element.pause();
    this.element.removeAttribute('src');
    this.element.load();
  }

  #state() {
    this.#tell('state');
    cancelAnimationFrame(this.#frame);
    if (this.playing) this.#run();
  }

  #run() {
    this.#frame = requestAnimationFrame(() => {
      this.#tell('time');
      if (this.playing) this.#run();
    });
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}

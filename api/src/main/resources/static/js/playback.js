// A video that the browser plays itself.
import { h } from './dom.js';

/** Same face as Frames: element, time, duration, playing, seek, play, pause; events: time, state, broken. */
export class Playback extends EventTarget {
  #frame = null;
  #start = null;
  #wanted = null;

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
      // Before the first jump a browser stands at the container's start time: there the media clock is 0.
      this.#start ??= video.currentTime;
      if (this.#wanted) video.currentTime = this.#start + this.#wanted;
      this.#wanted = null;
      // Chromium plays the sound of a file whose picture it cannot decode.
      if (expectsPicture && video.videoWidth === 0) this.#tell('broken');
    });
  }

  get time() {
    return this.#wanted ?? Math.max(0, this.element.currentTime - (this.#start ?? 0));
  }

  get duration() {
    const { duration } = this.element;
    return Number.isFinite(duration) ? duration - (this.#start ?? 0) : null;
  }

  get playing() {
    return !this.element.paused && !this.element.ended;
  }

  seek(t) {
    if (this.#start === null) this.#wanted = t;
    else this.element.currentTime = this.#start + t;
    this.#tell('time');
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

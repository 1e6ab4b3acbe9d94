// The stage with its transport: plays the video, or steps through its pictures, by the same controls.
import { contentOf } from './api.js';
import { BoxLayer } from './boxes.js';
import { fill, h, icon, iconButton, setText } from './dom.js';
import { Frames } from './frames.js';
import { Playback } from './playback.js';
import { announce } from './say.js';
import { clock } from './time.js';
import { pictureOf, soundOf } from './video-words.js';

const RATES = [0.25, 0.5, 1, 1.5, 2, 4];

/** Events: `time` when the position changes, `state` when anything else does, `seek` when the reader jumped. */
export class Player extends EventTarget {
  #video;
  #engine;
  #toggle;
  #mute;
  #rate;
  #clock = h('b', {});
  #length = h('span', {});
  #words = h('p', { class: 'stage-words', hidden: true });
  #stage = h('div', { class: 'stage' });
  boxes = new BoxLayer(this.#stage);

  /** `steps` are what the buttons beside "play" do: {prev, next}. */
  constructor(video, at, steps) {
    super();
    this.#video = video;
    this.#toggle = iconButton('play', 'Play', () => this.toggle(), { 'aria-keyshortcuts': 'Space' });
    this.#mute = iconButton('sound', 'Sound off', () => this.mute(), { 'aria-keyshortcuts': 'm' });
    this.#rate = h(
      'select',
      { 'aria-label': 'Speed', class: 'wide', onchange: () => (this.#engine.element.playbackRate = Number(this.#rate.value)) },
      RATES.map((rate) => h('option', { value: rate, selected: rate === 1 }, `${rate}×`)),
    );
    const transport = h(
      'div',
      { class: 'transport', role: 'group', 'aria-label': 'Player' },
      this.#toggle,
      iconButton('prev', 'Previous event', steps.prev, { 'aria-keyshortcuts': 'p' }),
      iconButton('back', 'Back 5 seconds', () => this.jump(-5), { 'aria-keyshortcuts': 'Shift+ArrowLeft' }),
      iconButton('forth', 'Forward 5 seconds', () => this.jump(5), { 'aria-keyshortcuts': 'Shift+ArrowRight' }),
      iconButton('next', 'Next event', steps.next, { 'aria-keyshortcuts': 'n' }),
      h('span', { class: 'clock time' }, this.#clock, ' / ', this.#length),
      h('span', { class: 'gap' }),
      this.#rate,
      this.#mute,
      iconButton('full', 'Full screen', () => this.fullscreen(), { 'aria-keyshortcuts': 'f' }),
    );
    this.element = h('div', { class: 'watch-left' }, this.#stage, transport);
    this.#stage.addEventListener('click', () => this.toggle());
    this.#measure();
    this.#start(new Playback(contentOf(video.id), pictureOf(video) !== null), at);
    if (!pictureOf(video) && video.streams.length) this.#sound();
  }

  get time() {
    return this.#engine.time;
  }

  get duration() {
    return this.#video.durationSeconds ?? this.#engine.duration;
  }

  get playing() {
    return this.#engine.playing;
  }

  /** The video as it is now: a later one may have its duration and streams. */
  set video(video) {
    this.#video = video;
    this.#measure();
    if (this.#engine instanceof Frames) this.#engine.duration = video.durationSeconds;
    this.#state();
  }

  /** Jumps there, as the reader wished. */
  seek(t) {
    const last = this.duration === null ? t : Math.max(0, this.duration - 0.001);
    this.#engine.seek(Math.min(Math.max(0, t), last));
    this.dispatchEvent(new Event('seek'));
  }

  jump(seconds) {
    this.seek(this.time + seconds);
  }

  frame(direction) {
    this.#engine.pause();
    this.jump(direction / (pictureOf(this.#video)?.averageFrameRate || 25));
  }

  toggle() {
    if (this.playing) this.#engine.pause();
    else this.#engine.play();
  }

  mute() {
    if (!this.#engine.canSound) return;
    this.#engine.element.muted = !this.#engine.element.muted;
  }

  fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.element.requestFullscreen?.().catch(() => {});
  }

  end() {
    this.#engine.end();
    this.boxes.end();
  }

  #measure() {
    const picture = pictureOf(this.#video);
    this.boxes.size = picture?.width && picture.height ? { width: picture.width, height: picture.height } : null;
  }

  #start(engine, at) {
    this.#engine = engine;
    engine.addEventListener('time', () => this.#time());
    engine.addEventListener('state', () => this.#state());
    engine.addEventListener('broken', () => this.#broken());
    fill(this.#stage, engine.element, this.boxes.elements, this.#words);
    engine.seek(at);
    this.#time();
    this.#state();
  }

  #broken() {
    if (!(this.#engine instanceof Playback)) return;
    const at = this.#engine.time;
    const code = this.#engine.element.error?.code;
    this.#engine.end();
    const picture = pictureOf(this.#video);
    const codec = (picture ?? soundOf(this.#video))?.codec;
    const what =
      code === MediaError.MEDIA_ERR_NETWORK
        ? 'The video could not be loaded.'
        : code === MediaError.MEDIA_ERR_DECODE
          ? 'This browser gave up on this file: it may be damaged here.'
          : `This browser cannot play this file${codec ? ` (${codec})` : ''}.`;
    if (this.#video.state === 'failed' && !picture) {
      this.#say('film', 'There is nothing to show of this file.', true);
    } else if (!picture && this.#video.streams.length) {
      this.#say('wave', `${what} It has no picture to show; its events are below.`, true);
    } else {
      this.#start(new Frames(this.#video.id, this.#video.durationSeconds), at);
      this.#say('film', `${what} Cuepoint shows it picture by picture, without sound. Timeline and keys work as ever.`);
    }
    announce(this.#words.textContent);
  }

  #sound() {
    this.#say('wave', 'Sound only: this file has no picture.', true);
  }

  #say(iconName, text, center = false) {
    this.#words.className = center ? 'stage-words center' : 'stage-words';
    fill(this.#words, icon(iconName), h('span', {}, text));
    this.#words.hidden = false;
  }

  #time() {
    setText(this.#clock, clock(this.time, 1));
    this.dispatchEvent(new Event('time'));
  }

  #state() {
    const { element, canSound } = this.#engine;
    setText(this.#length, clock(this.duration, 1));
    face(this.#toggle, this.playing ? 'pause' : 'play', this.playing ? 'Pause' : 'Play');
    face(this.#mute, element.muted ? 'mute' : 'sound', element.muted ? 'Sound on' : 'Sound off');
    this.#mute.hidden = !canSound || (this.#video.streams.length > 0 && !soundOf(this.#video));
    this.#rate.hidden = !canSound;
    this.dispatchEvent(new Event('state'));
  }
}

function face(button, iconName, name) {
  if (button.getAttribute('aria-label') === name) return;
  button.setAttribute('aria-label', name);
  button.title = name;
  fill(button, icon(iconName));
}

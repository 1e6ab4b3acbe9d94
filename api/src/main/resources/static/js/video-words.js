// A video's facts in words.
import { h, icon } from './dom.js';
import { thumbnailOf } from './api.js';
import { clock, size } from './time.js';

const WORDS = { received: 'waiting', sampling: 'sampling', analysing: 'analysing', ready: 'ready', failed: 'failed' };

export const settled = (video) => video.state === 'ready' || video.state === 'failed';

export function stateWords(video) {
  const word = WORDS[video.state] ?? video.state;
  return video.state === 'sampling' || video.state === 'analysing' ? `${word} ${Math.floor(video.progress * 100)} %` : word;
}

/** The stream that is sampled, else the first video stream, else null. */
export function pictureOf(video) {
  const pictures = video.streams.filter((stream) => stream.kind === 'video');
  return pictures.find((stream) => stream.selected) ?? pictures[0] ?? null;
}

export function soundOf(video) {
  const sounds = video.streams.filter((stream) => stream.kind === 'audio');
  return sounds.find((stream) => stream.selected) ?? sounds[0] ?? null;
}

/** "640×360 · 25 fps · h264 + aac · 2.8 MB" */
export function facts(video) {
  const picture = pictureOf(video);
  const sound = soundOf(video);
  const parts = [];
  if (picture?.width) parts.push(`${picture.width}×${picture.height}`);
  if (picture?.averageFrameRate) parts.push(`${Number(picture.averageFrameRate.toFixed(2))} fps`);
  const codecs = [picture?.codec, sound?.codec].filter(Boolean).join(' + ');
  if (codecs) parts.push(codecs);
  if (!picture && sound) parts.push('sound only');
  parts.push(size(video.bytes));
  return parts.join(' · ');
}

/** A small picture of the video at `t`, or a sign that there is none. */
export function thumbnail(video, t, width, caption) {
  const picture = pictureOf(video);
  const element = h('span', { class: 'thumb' }, icon(!picture && video.streams.length ? 'wave' : 'film'));
  if (picture) {
    element.append(patient(thumbnailOf(video.id, t, width)));
  }
  if (caption) element.append(h('span', { class: 'time' }, caption));
  return element;
}

/** A picture that is asked for again when the server was too busy, and gives up without a trace. */
function patient(source) {
  const image = h('img', { src: source, alt: '', loading: 'lazy', decoding: 'async' });
  let tries = 0;
  image.addEventListener('error', () => {
    if (++tries > 3 || !image.isConnected) image.remove();
    else setTimeout(() => (image.src = source), 700 * tries);
  });
  return image;
}

/** Where a list shows the video from: a little way in, where a fade-in is over. */
export const coverTime = (video) => Math.min(video.durationSeconds ?? 0, 60) * 0.2;

export const durationWords = (video) => (video.durationSeconds === null ? '' : clock(video.durationSeconds));

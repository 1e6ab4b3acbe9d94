// The picture under the pointer, asked for only when the pointer rests.
import { thumbnailOf } from './api.js';
import { h } from './dom.js';
import { clock } from './time.js';
import { showTip } from './tip.js';

const REST = 140;

/** A function (x, box, t) that shows the time at once and the picture a little later; x = null ends it. */
export function preview(videoId) {
  let timer = null;
  let turn = 0;
  return (x, box, t) => {
    const mine = ++turn;
    clearTimeout(timer);
    if (x === null) return;
    const time = () => h('span', { class: 'time' }, clock(t, 1));
    showTip(x, box.top, box.bottom, time());
    timer = setTimeout(() => {
      const image = h('img', { src: thumbnailOf(videoId, Math.round(t * 10) / 10, 240), alt: '' });
      image.addEventListener('load', () => {
        if (mine === turn) showTip(x, box.top, box.bottom, image, time());
      });
    }, REST);
  };
}

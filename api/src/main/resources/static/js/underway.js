// What the model is doing with the video at this moment, a line a clip.
import { fill, h } from './dom.js';
import { clock } from './time.js';

const STAGES = { vision: 'looks at the frames', prompt: 'takes in the question', answer: 'answers' };

export class Underway {
  #drawn = '';

  constructor() {
    this.element = h('ul', { class: 'underway small dim', 'aria-label': 'Clips being looked at', hidden: true });
  }

  /** Takes the clips as the server gave them; none while `busy` leave their place, so that nothing jumps. */
  set(clips, busy) {
    const key = JSON.stringify([clips, busy]);
    if (key === this.#drawn) return;
    this.#drawn = key;
    this.element.hidden = !busy && !clips.length;
    fill(this.element, clips.map(line));
  }
}

function line({ start, end, stage, question, text }) {
  const which = question > 1 ? ` question ${question}` : '';
  return h('li', {}, `${clock(start)}–${clock(end)}: the model ${STAGES[stage] ?? stage}${stage === 'vision' ? '' : which}`, text ? h('code', {}, text) : null);
}

// Labels: an even spread of hues for the structural ones, a stable hue for any other.
import { h } from './dom.js';

const HUES = {
  cut: 28,
  fade: 75,
  dissolve: 105,
  flash: 50,
  black: 290,
  freeze: 235,
  silence: 200,
  loud: 0,
  motion: 150,
};

/** In the order of their lanes. */
export const STRUCTURAL = Object.keys(HUES);

export function hue(label) {
  if (label in HUES) return HUES[label];
  let hash = 7;
  for (const c of label) hash = (hash * 31 + c.codePointAt(0)) % 360;
  return hash;
}

export function labelTag(label, plain = false) {
  const element = h('span', { class: plain ? 'label plain' : 'label' }, label);
  element.style.setProperty('--hue', hue(label));
  return element;
}

/** Structural labels first, in their own order, then the others by name. */
export function byLane(a, b) {
  const i = STRUCTURAL.indexOf(a);
  const j = STRUCTURAL.indexOf(b);
  if (i >= 0 && j >= 0) return i - j;
  if (i >= 0 || j >= 0) return i >= 0 ? -1 : 1;
  return a.localeCompare(b);
}

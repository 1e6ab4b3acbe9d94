// One tooltip for the timeline: what a mark is, or the picture under the pointer.
import { h } from './dom.js';

const tip = h('div', { class: 'tip', role: 'tooltip', id: 'tip', hidden: true });

/** Shows `children` above the point (viewport pixels), or below where there is no room. */
export function showTip(x, top, bottom, ...children) {
  if (!tip.isConnected) document.body.append(tip);
  tip.replaceChildren(...children);
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, x - width / 2), innerWidth - width - 8);
  const above = top - height - 8;
  tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(above >= 4 ? above : bottom + 8)}px)`;
}

export function hideTip() {
  tip.hidden = true;
}

// What the hatchings of the timeline mean, as far as they are there.
import { outcomeWord } from './coverage.js';
import { h, icon } from './dom.js';

/** Children of the legend for these lanes. */
export function legend(lanes) {
  const outcomes = new Set(lanes.flatMap((lane) => lane.gaps.map((gap) => gap.outcome)));
  const found = lanes.some((lane) => lane.kind === 'model' && lane.events.length);
  return [
    found ? h('span', { class: 'legend-part' }, icon('model'), 'seen by the model') : null,
    ...['not-analysed', 'failed', 'pending']
      .filter((outcome) => outcomes.has(outcome))
      .map((outcome) => h('span', { class: 'legend-part' }, h('i', { class: outcome }), outcomeWord(outcome))),
  ];
}

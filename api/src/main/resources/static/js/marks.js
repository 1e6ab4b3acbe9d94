// What a lane shows at one scale: marks that would lie upon each other become one.

const GAP = 1;
const LEAST = 3;

/**
 * Groups of events (in time order) whose marks would touch at `pixels` per second; a group has
 * `start`, `end` and its `events`.
 */
export function grouped(events, pixels) {
  const groups = [];
  let last = null;
  let edge = 0;
  for (const event of events) {
    const left = event.start * pixels;
    if (last && left < edge + GAP) {
      last.events.push(event);
      last.end = Math.max(last.end, event.end);
    } else {
      last = { start: event.start, end: event.end, events: [event] };
      groups.push(last);
    }
    edge = Math.max(last.start * pixels + LEAST, last.end * pixels);
  }
  return groups;
}

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

/** Seconds between two labelled ticks that leaves them at least `room` pixels. */
export function tickStep(pixels, room = 72) {
  return STEPS.find((step) => step * pixels >= room) ?? 14400;
}

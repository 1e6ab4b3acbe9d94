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

/** Deals events (in time order) that are on at the same time to at most `most` rows. */
export function rows(events, most) {
  const dealt = [];
  for (const event of events) {
    const free = dealt.find((row) => row.end <= event.start);
    const row = free ?? (dealt.length < most ? (dealt[dealt.length] = { end: 0, events: [] }) : earliest(dealt));
    row.events.push(event);
    row.end = Math.max(row.end, event.end);
  }
  return dealt.map((row) => row.events);
}

const earliest = (dealt) => dealt.reduce((best, row) => (row.end < best.end ? row : best));

// A question's way to its answers, in words and as stretches of the timeline.
import { clock, count, lasting } from './time.js';

const MOST = 6;

export const asking = (question) => question.state === 'looking' || question.state === 'refining';

/** What is being done, or what came of it. */
export function questionState(question) {
  const { state, answers = [], lookedAt = [], detail } = question;
  switch (state) {
    case 'looking':
      return `The model is looking at the likeliest stretches${progress(lookedAt)}.`;
    case 'refining':
      return `Found something; the model is looking closer at where it begins and ends${progress(lookedAt)}.`;
    case 'no-model':
      return detail ? `No model runs here that could answer: ${detail}` : 'No model runs here that could answer.';
    case 'failed':
      return `The question could not be answered${detail ? `: ${detail}` : '.'}`;
    default:
      if (answers.length) return `${count(answers.length, 'answer')}. ${share(question)}`;
      return detail || (lookedAt.length ? `The model did not see it where it looked. ${share(question)}` : 'There was nowhere to look.');
  }
}

function progress(lookedAt) {
  const done = lookedAt.filter((part) => outcomeOf(part) !== 'pending').length;
  return lookedAt.length ? ` (${done} of ${lookedAt.length})` : '';
}

/** How much of the video was looked at. */
function share({ lookedAt = [], notLookedAt = [] }) {
  const seen = covered(lookedAt.filter((part) => outcomeOf(part) === 'analysed'));
  const all = covered([...lookedAt, ...notLookedAt]);
  return seen >= all - 0.05 ? 'The model looked at the whole video.' : `The model looked at ${lasting(seen)} of ${lasting(all)}.`;
}

/** Seconds that the stretches cover; where they overlap, once. */
function covered(stretches) {
  let total = 0;
  let edge = -Infinity;
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    total += Math.max(0, end - Math.max(start, edge));
    edge = Math.max(edge, end);
  }
  return total;
}

/** Where was looked and where was not, as sentences; empty where nothing was. */
export function lookedWords({ lookedAt = [], notLookedAt = [] }) {
  const seen = lookedAt.filter((part) => outcomeOf(part) === 'analysed');
  const failed = lookedAt.filter((part) => outcomeOf(part) === 'failed');
  return [
    seen.length ? `Looked at ${listed(seen, (part) => `${range(part)} with ${rate(part.framesPerSecond)}`)}.` : '',
    failed.length ? `Failed at ${listed(failed, range)}.` : '',
    notLookedAt.length ? `Not looked at: ${listed(notLookedAt, range)}.` : '',
  ].filter(Boolean);
}

const range = ({ start, end }) => `${clock(start, 1)}–${clock(end, 1)}`;

const rate = (framesPerSecond) => `${Number(framesPerSecond.toFixed(2))} frames a second`;

/** A rate or word that repeats is told once: neighbours that end alike share their end. */
function listed(parts, words) {
  const shown = parts.slice(0, MOST).map(words);
  const texts = shown.map((text, at) => {
    const tail = text.indexOf(' with ');
    return tail >= 0 && shown[at + 1]?.endsWith(text.slice(tail)) ? text.slice(0, tail) : text;
  });
  return texts.join(', ') + (parts.length > MOST ? ` and ${parts.length - MOST} more` : '');
}

function outcomeOf({ state }) {
  if (state === 'failed' || state === 'dead') return 'failed';
  return state === 'done' || state === 'analysed' ? 'analysed' : 'pending';
}

/** What is hatched in the question's lane: [{start, end, outcome, words}]. */
export function questionGaps({ lookedAt = [], notLookedAt = [] }) {
  const seen = lookedAt.filter((part) => outcomeOf(part) === 'analysed');
  const lacking = lookedAt
    .filter((part) => outcomeOf(part) !== 'analysed' && !seen.some((other) => other.start <= part.start && other.end >= part.end))
    .map(({ start, end, state }) => {
      const outcome = outcomeOf({ state });
      return { start, end, outcome, words: outcome === 'failed' ? 'failed: the model could not look here for this question' : 'not looked at yet' };
    });
  const unseen = notLookedAt.map(({ start, end }) => ({ start, end, outcome: 'not-analysed', words: 'not looked at for this question' }));
  return [...lacking, ...unseen].sort((a, b) => a.start - b.start);
}

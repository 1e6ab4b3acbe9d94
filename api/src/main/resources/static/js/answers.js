// What came of a question: the answers, or else what the search found, each a way into the video.
import { h } from './dom.js';
import { uncertaintyWords } from './event-tip.js';
import { clock, lasting, spoken } from './time.js';

const MOST_CANDIDATES = 5;

/** `onPick(event)` chooses an event. */
export function answerList(question, onPick) {
  const answers = question.answers ?? [];
  if (answers.length) return list('Answers', answers.map((event) => answer(event, onPick)));
  const candidates = (question.candidates ?? []).slice(0, MOST_CANDIDATES);
  if (candidates.length === 0 || question.state === 'looking' || question.state === 'refining') return null;
  return h(
    'div',
    {},
    h('p', { class: 'small dim' }, 'Nearest by search among the events that are known:'),
    list('Nearest by search', candidates.map(({ event }) => answer(event, onPick))),
  );
}

function list(name, items) {
  const element = h('ol', { class: 'answers', 'aria-label': name }, items.map((item) => h('li', {}, item)));
  element.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = items[items.indexOf(document.activeElement) + step];
    if (!step || !items.includes(document.activeElement)) return;
    event.preventDefault();
    event.stopPropagation();
    next?.focus();
  });
  return element;
}

function answer(event, onPick) {
  const unsure = uncertaintyWords(event);
  return h(
    'button',
    {
      type: 'button',
      class: 'answer',
      'aria-label': `From ${spoken(event.start)} to ${spoken(event.end)}${unsure ? `, ${unsure.replaceAll('±', 'give or take ')}` : ''}: ${event.description}`,
      onclick: () => onPick(event),
    },
    h('span', { class: 'time' }, `${clock(event.start, 2)}–${clock(event.end, 2)}`),
    h('span', { class: 'answer-text' }, event.description),
    h('span', { class: 'dim' }, [lasting(event.end - event.start), unsure].filter(Boolean).join(' · ')),
  );
}

// "Look for …": what the model was asked of the whole video, and a form to ask for more.
import * as api from './api.js';
import { fill, h, setText } from './dom.js';
import { announce } from './say.js';
import { analysisState, isQuestion, running, taskWords } from './task-words.js';
import { count, date } from './time.js';

export class Analyses {
  #videoId;
  #items = [];
  #drawn = null;
  #states = new Map();
  #field = h('input', { id: 'look-for', name: 'lookFor', type: 'text', autocomplete: 'off', maxlength: 2000, enterkeyhint: 'go', 'aria-describedby': 'look-for-hint' });
  #button = h('button', { type: 'submit' }, 'Look');
  #problem = h('p', { class: 'note bad', role: 'alert', hidden: true });
  #list = h('ul', { class: 'analyses', 'aria-label': 'Analyses' });

  /** `onRequested()` after the reader asked for one. */
  constructor(videoId, onRequested) {
    this.#videoId = videoId;
    this.onRequested = onRequested;
    const form = h(
      'form',
      { class: 'ask-form' },
      h('label', { for: 'look-for' }, 'Look for'),
      h('div', { class: 'ask-line' }, this.#field, this.#button),
      h('span', { class: 'dim small', id: 'look-for-hint' }, 'Several things are separated by commas: smoke, a person falls. The model goes through the whole video again.'),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#request();
    });
    this.element = h('section', { class: 'detail', 'aria-label': 'Analyses' }, h('h2', {}, 'What the model was asked'), form, this.#problem, this.#list);
  }

  get running() {
    return this.#items.some(running);
  }

  /** Analysis by id. */
  get byId() {
    return new Map(this.#items.map((analysis) => [analysis.id, analysis]));
  }

  /** Takes the list as the server gave it; null where it gave none, then the last one stays. */
  set(answer) {
    if (!answer) return;
    this.#items = answer.items;
    for (const analysis of this.#items) this.#tell(analysis);
    const key = JSON.stringify(this.#items);
    if (key === this.#drawn) return;
    this.#drawn = key;
    const known = this.byId;
    const shown = this.#items.filter((analysis) => !isQuestion(analysis.task));
    fill(this.#list, shown.length ? shown.map((analysis) => row(analysis, known)) : h('li', { class: 'dim small' }, 'Nothing yet.'));
  }

  #tell(analysis) {
    const before = this.#states.get(analysis.id);
    this.#states.set(analysis.id, analysis.state);
    if (before && before !== analysis.state && !running(analysis) && !isQuestion(analysis.task)) announce(`${taskWords(analysis.task)}: ${analysisState(analysis)}, ${count(analysis.events ?? 0, 'event')}`);
  }

  async #request() {
    const lookFor = [...new Set(this.#field.value.split(',').map((phrase) => phrase.trim()).filter(Boolean))];
    if (lookFor.length === 0) {
      this.#complain('There is nothing to look for yet: write what, for example “smoke”.');
      this.#field.focus();
      return;
    }
    this.#problem.hidden = true;
    this.#button.disabled = true;
    try {
      await api.analyse(this.#videoId, { task: 'look-for', lookFor });
      this.#field.value = '';
      announce(`The model will look for ${lookFor.join(', ')}`);
      this.onRequested();
    } catch (problem) {
      this.#complain(problem.message);
    } finally {
      this.#button.disabled = false;
    }
  }

  #complain(words) {
    setText(this.#problem, words);
    this.#problem.hidden = false;
  }
}

function row(analysis, known) {
  const { clips, sources = [], supersededBy = [], supersedes = [], failure } = analysis;
  const facts = [
    clips?.expected ? `${clips.done} of ${count(clips.expected, 'clip')}${clips.failed ? `, ${clips.failed} not answered` : ''}` : '',
    count(analysis.events ?? 0, 'event'),
    sources.map(sourceName).filter(Boolean).join(', '),
    date(analysis.requestedAt),
  ];
  return h(
    'li',
    { class: supersededBy.length > 0 ? 'analysis superseded' : 'analysis' },
    h('div', { class: 'analysis-line' }, h('span', { class: 'analysis-task' }, taskWords(analysis.task)), h('span', { class: 'state small', 'data-state': stateOf(analysis) }, analysisState(analysis))),
    running(analysis) ? h('progress', { max: 1, value: analysis.progress ?? 0, 'aria-label': `Progress: ${taskWords(analysis.task)}` }) : null,
    h('div', { class: 'dim small' }, facts.filter(Boolean).join(' · ')),
    failure ? h('div', { class: 'failed-text small' }, failure.detail ?? failure.code ?? String(failure)) : null,
    supersededBy.length > 0 ? h('div', { class: 'dim small' }, `superseded by ${other(supersededBy, known)}`) : null,
    supersedes.length > 0 ? h('div', { class: 'dim small' }, `supersedes ${other(supersedes, known)}`) : null,
  );
}

const stateOf = ({ state }) => (state === 'done' ? 'ready' : state === 'sampling' || state === 'analysing' || state === 'failed' ? state : 'received');

const sourceName = (source) => (typeof source === 'string' ? source : source?.name);

function other(ids, known) {
  return ids
    .map((id) => {
      const analysis = known.get(id);
      return analysis ? `“${taskWords(analysis.task)}” of ${date(analysis.requestedAt)}` : 'another analysis';
    })
    .join(', ');
}

// "When does … happen?": asks the model about one video, and shows what it answers as it comes.
import * as api from './api.js';
import { answerList } from './answers.js';
import { fill, h, iconButton, setText } from './dom.js';
import { poll } from './poll.js';
import { asking, lookedWords, questionGaps, questionState } from './question-words.js';
import { announce } from './say.js';
import { spoken } from './time.js';

const HOW = 'To get one, start Cuepoint with cuepoint.model.path set to the folder of a Qwen2.5-VL checkpoint.';

export class Ask {
  #videoId;
  #query = '';
  #question = null;
  #polling = null;
  #abort = new AbortController();
  #drawn = '';
  #said = '';
  #field = h('input', { id: 'ask', name: 'ask', type: 'text', maxlength: 500, autocomplete: 'off', enterkeyhint: 'go', 'aria-describedby': 'ask-hint' });
  #clear = iconButton('close', 'Clear the question', () => this.#cleared(), { hidden: true });
  #bar = h('progress', { 'aria-label': 'Progress of the question', hidden: true });
  #state = h('p', { class: 'small ask-state', hidden: true });
  #result = h('div', { class: 'ask-result' });

  /** `onPick(event)` chooses an event, `onChange()` tells that the question or its answers are others. */
  constructor(videoId, onPick, onChange) {
    this.#videoId = videoId;
    this.onPick = onPick;
    this.onChange = onChange;
    const form = h(
      'form',
      { class: 'ask-form' },
      h('label', { for: 'ask' }, 'When does … happen?'),
      h('div', { class: 'ask-line' }, this.#field, this.#clear, h('button', { type: 'submit' }, 'Ask')),
      h('span', { class: 'dim small', id: 'ask-hint' }, 'For example: a person comes in.'),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.ask(this.#field.value, true);
    });
    this.element = h('section', { class: 'ask', 'aria-label': 'Ask' }, form, this.#bar, this.#state, this.#result);
  }

  /** What was asked last, '' where nothing was. */
  get query() {
    return this.#query;
  }

  get running() {
    return this.#query !== '' && (this.#question === null || asking(this.#question));
  }

  /** For the timeline: {query, answers, gaps}; null where nothing was asked or nothing is known yet. */
  get lane() {
    const question = this.#question;
    if (!question || question.state === 'no-model' || question.state === 'failed') return null;
    return { query: this.#query, answers: question.answers ?? [], gaps: questionGaps(question) };
  }

  /** Asks, or clears where there is nothing to ask. What is asked already is asked again only when the reader `insists`. */
  ask(words, insists = false) {
    const query = words.trim();
    if (query === this.#query && !insists) return;
    this.#stop();
    this.#query = query;
    this.#field.value = query;
    this.#clear.hidden = query === '';
    this.#draw();
    if (query !== '') {
      this.#abort = new AbortController();
      this.#tell('The question is on its way.');
      this.#bar.hidden = false;
      this.#send(query, this.#abort.signal);
    }
    this.onChange();
  }

  focus() {
    this.#field.focus();
    this.#field.select();
  }

  end() {
    this.#abort.abort();
    this.#polling?.stop();
  }

  get #answers() {
    return [...this.#result.querySelectorAll('.answer')];
  }

  #stop() {
    this.end();
    this.#polling = null;
    this.#question = null;
    this.#said = '';
  }

  #cleared() {
    this.ask('');
    this.#field.focus();
  }

  async #send(query, signal) {
    try {
      const { question, path } = await api.ground(this.#videoId, query, signal);
      if (signal.aborted) return;
      if (path) {
        this.#polling = poll(() => this.#look(path, signal));
      } else {
        this.#question = question;
        this.#draw();
      }
    } catch (problem) {
      this.#failed(problem);
    }
  }

  async #look(path, signal) {
    try {
      const question = await api.request(path, { signal });
      if (signal.aborted) return null;
      this.#question = question;
    } catch (problem) {
      // What is not answered now may be later; a refusal stays one.
      if (problem.status === 0 || problem.status >= 500) throw problem;
      this.#failed(problem);
      return null;
    }
    this.#draw();
    return asking(this.#question) ? 700 : null;
  }

  #failed(problem) {
    if (problem.name === 'AbortError') return;
    this.#question = { state: 'failed', detail: problem.message };
    this.#draw();
  }

  /** Draws only what changed: the focus may be in it. */
  #draw() {
    const question = this.#question;
    const key = JSON.stringify(question);
    if (key === this.#drawn) return;
    this.#drawn = key;
    this.#bar.hidden = !question || !asking(question);
    this.#state.hidden = !question;
    this.#state.classList.toggle('failed-text', question?.state === 'failed');
    if (!question) {
      fill(this.#result);
      this.onChange();
      return;
    }
    const held = this.#answers.indexOf(document.activeElement);
    const words = questionState(question);
    this.#tell(words, question.state);
    fill(
      this.#result,
      question.state === 'no-model' ? h('p', { class: 'small dim' }, HOW) : null,
      answerList(question, this.onPick),
      lookedWords(question).map((sentence) => h('p', { class: 'small dim' }, sentence)),
    );
    if (held >= 0) this.#answers[held]?.focus({ preventScroll: true });
    this.onChange();
  }

  /** Shows it, and speaks it once for every state. */
  #tell(words, state = 'sent') {
    setText(this.#state, words);
    this.#state.hidden = false;
    const said = `${this.#query} ${state}`;
    if (this.#said === said) return;
    this.#said = said;
    const first = this.#question?.state === 'done' ? this.#question.answers?.[0] : null;
    announce(first ? `${words} The first from ${spoken(first.start)} to ${spoken(first.end)}: ${first.description}` : words);
  }
}

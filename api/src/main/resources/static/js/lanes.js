// The lanes of the timeline: the question, what the model found, then the detectors.
import { gaps, lookers } from './coverage.js';
import { byLane } from './labels.js';
import { ofModel, sourceWords } from './sources.js';
import { isQuestion, taskWords } from './task-words.js';

/**
 * [{kind: 'question'|'model'|'detector', label, title, events, gaps}]; `question` is what was asked
 * last, as {query, answers, gaps}, or null; `analyses` is by id.
 */
export function lanes(events, coverage, question, analyses) {
  const answers = new Set(question?.answers.map((event) => event.id));
  const lines = lookers(coverage);
  const asked = question ? [{ kind: 'question', label: question.query, title: `When does “${question.query}” happen?`, events: question.answers, gaps: question.gaps }] : [];
  return [
    ...asked,
    ...modelLanes(events.filter((event) => ofModel(event) && !answers.has(event.id)), lines, analyses),
    ...detectorLanes(events.filter((event) => !ofModel(event)), lines),
  ];
}

const sourceKey = ({ name, version, prompt }) => [name, version, prompt].map((part) => part ?? '').join('\n');

/** A lane for each label that a model and prompt found, then one for each that found nothing and did not look everywhere. */
function modelLanes(events, all, analyses) {
  const looking = new Map(all.filter((looker) => looker.kind === 'model').map((looker) => [sourceKey(looker), looker]));
  const found = new Map();
  for (const event of events) {
    const key = `${event.label}\n${sourceKey(event.source)}`;
    if (!found.has(key)) found.set(key, { kind: 'model', label: event.label, title: `${event.label}, found by ${sourceWords(event.source)}`, source: sourceKey(event.source), events: [], gaps: [] });
    found.get(key).events.push(event);
  }
  for (const lane of found.values()) if (looking.has(lane.source)) lane.gaps = gaps(looking.get(lane.source));
  const seen = new Set([...found.values()].map((lane) => lane.source));
  const blind = [...looking].filter(([key, looker]) => !seen.has(key) && isCurrent(looker, analyses) && gaps(looker).length);
  return [
    ...[...found.values()].sort((a, b) => a.label.localeCompare(b.label)),
    ...blind.map(([, looker]) => ({ kind: 'model', label: blindLabel(looker, analyses), title: blindTitle(looker, analyses), events: [], gaps: gaps(looker) })),
  ];
}

/** Old looks and single questions, which look at little, would hide what is not known now. */
function isCurrent(looker, analyses) {
  return !looker.superseded && !isQuestion(analyses.get(looker.analysis)?.task);
}

/** What it looks for, where it looks for something. */
function blindLabel(looker, analyses) {
  return analyses.get(looker.analysis)?.task?.lookFor?.join(', ') || 'model';
}

function blindTitle(looker, analyses) {
  const asked = analyses.get(looker.analysis);
  return [looker.name ? sourceWords(looker) : 'model', asked ? taskWords(asked.task) : ''].filter(Boolean).join(': ');
}

/** A lane for every label that has events and for every detector that looked. */
function detectorLanes(events, all) {
  const byLabel = new Map();
  for (const event of events) {
    if (!byLabel.has(event.label)) byLabel.set(event.label, []);
    byLabel.get(event.label).push(event);
  }
  const detectors = all.filter((looker) => looker.kind === 'detector');
  const named = new Map(detectors.filter((looker) => looker.name).map((looker) => [looker.name, looker]));
  const labels = [...new Set([...byLabel.keys(), ...named.keys()])].sort(byLane);
  const lane = (label, found, looker) => ({ kind: 'detector', label, title: label, events: found, gaps: looker ? gaps(looker) : [] });
  return [
    ...labels.map((label) => lane(label, byLabel.get(label) ?? [], named.get(label))),
    ...detectors.filter((looker) => !looker.name && gaps(looker).length).map((looker) => lane('detectors', [], looker)),
  ];
}

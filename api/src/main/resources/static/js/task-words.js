// What a model was asked of a video, in words.

const kindOf = (task) => String(task?.kind ?? 'dense').toLowerCase().replaceAll('_', '-');

/** Whether it was a single question, which looks only where an answer may be. */
export const isQuestion = (task) => kindOf(task) === 'ground';

export function taskWords(task) {
  const phrases = (task?.lookFor ?? []).join(', ');
  switch (kindOf(task)) {
    case 'look-for':
      return `looks for ${phrases}`;
    case 'boxes':
      return `draws boxes around ${phrases}`;
    case 'ground':
      return `when does “${task.query}” happen?`;
    case 'extract':
      return task.query ? `reads ${task.query}` : 'reads what a schema asks for';
    default:
      return 'everything that happens';
  }
}

const STATES = { requested: 'waiting', sampling: 'sampling', analysing: 'analysing', done: 'done', failed: 'failed' };

export const running = (analysis) => analysis.state !== 'done' && analysis.state !== 'failed';

export function analysisState(analysis) {
  const word = STATES[analysis.state] ?? analysis.state;
  return running(analysis) && analysis.progress > 0 ? `${word} ${Math.floor(analysis.progress * 100)} %` : word;
}

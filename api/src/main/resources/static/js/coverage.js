// The coverage ledger: who looked where, what was not looked at, and why.

const WORDS = { 'not-analysed': 'not looked at', failed: 'failed', pending: 'not looked at yet' };

/** How a stretch that was not looked at is called. */
export const outcomeWord = (outcome) => WORDS[outcome] ?? outcome;

/**
 * The ledger by looker: [{kind, name, version, prompt, analysis, superseded, spans: [{start, end,
 * outcome, reason}]}], the model's first, neighbouring spans of one outcome and reason joined. A
 * looker is superseded when all its looks are.
 */
export function lookers(coverage) {
  const all = new Map();
  for (const span of coverage?.spans ?? []) {
    for (const [key, look] of newest(span.looks)) {
      // Before the work begins it is not known who will look: such lookers have no name.
      if (!all.has(key)) all.set(key, begun(look));
      const looker = all.get(key);
      looker.analysis = look.analysis ?? looker.analysis;
      looker.superseded &&= Boolean(look.supersededBy);
      join(looker.spans, span, look);
    }
  }
  return [...all.values()].sort(byRank);
}

/** Of several looks of one looker at a stretch the newest counts: the one that none supersedes, else the last. */
function newest(looks) {
  const found = new Map();
  for (const look of looks) {
    const key = [look.kind, look.name, look.version, look.prompt].map((part) => part ?? '').join('\n');
    const known = found.get(key);
    if (!known || known.supersededBy || !look.supersededBy) found.set(key, look);
  }
  return found;
}

function begun({ kind, name, version, prompt, analysis }) {
  return { kind, name: name ?? '', version: version ?? '', prompt: prompt ?? '', analysis: analysis ?? null, superseded: true, spans: [] };
}

function join(spans, { start, end }, { outcome, reason }) {
  const last = spans.at(-1);
  if (last && last.end === start && last.outcome === outcome && last.reason === reason) last.end = end;
  else spans.push({ start, end, outcome, reason: reason ?? null });
}

function byRank(a, b) {
  if (a.kind !== b.kind) return a.kind === 'model' ? -1 : 1;
  return a.superseded - b.superseded || a.name.localeCompare(b.name) || a.prompt.localeCompare(b.prompt);
}

/** Where `looker` did not look: [{start, end, outcome, words}]. */
export function gaps(looker) {
  return looker.spans
    .filter((span) => span.outcome !== 'analysed')
    .map((span) => ({ start: span.start, end: span.end, outcome: span.outcome, words: spanWords(span) }));
}

export const spanWords = ({ outcome, reason }) => (reason ? `${outcomeWord(outcome)}: ${reason}` : outcomeWord(outcome));

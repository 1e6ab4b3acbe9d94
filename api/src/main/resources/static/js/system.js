// The footer: what runs here and what is lacking.
import * as api from './api.js';
import { fill, h } from './dom.js';
import { limits } from './uploads.js';

const text = (value) => (typeof value === 'string' && value ? value : null);

export async function system(foot) {
  let facts;
  try {
    facts = await api.system();
  } catch (problem) {
    fill(foot, h('span', { class: 'lacking' }, `What runs here could not be told: ${problem.message}`));
    return;
  }
  fill(
    foot,
    h('span', {}, 'Cuepoint ', h('strong', {}, text(facts.version) ?? '')),
    model(facts.model),
    vectors(facts.database),
    h('a', { href: '/v3/api-docs' }, 'HTTP interface'),
  );
  if (facts.limits?.uploadBytes) limits.bytes = facts.limits.uploadBytes;
}

function model(model) {
  const id = text(model?.id);
  if (id) {
    const computing = text(model.computing);
    const limit = text(model.onlyVideos);
    return [
      h('span', {}, 'Model ', h('strong', { title: text(model.revision) }, id), model.engine ? ` on ${model.engine}` : '', computing ? `: ${computing}` : ''),
      limit ? h('span', { class: 'lacking' }, sentences(limit, text(model.reason))) : null,
    ];
  }
  const reason = text(model?.reason) ?? 'no model configured';
  return h('span', { class: 'lacking' }, `No model looks at the videos: ${reason}. Cuts, black, silence and the like are found all the same.`);
}

const sentences = (...parts) => parts.filter(Boolean).map((part) => part.replace(/[^.!?]$/, '$&.')).join(' ');

function vectors(database) {
  const mode = text(database?.vectorSearch) ?? text(database?.vectorSearch?.mode);
  if (!mode) return null;
  const reason = text(database?.vectorSearch?.reason) ?? text(database?.reason);
  return h('span', {}, 'Search by meaning: ', h('strong', {}, mode), reason ? ` (${reason})` : '');
}

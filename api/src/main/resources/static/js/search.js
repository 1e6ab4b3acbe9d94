// The view of the search: events of all videos, each a way into its video at its second.
import * as api from './api.js';
import { fill, h, setText } from './dom.js';
import { STRUCTURAL, byLane, labelTag } from './labels.js';
import * as route from './route.js';
import { announce } from './say.js';
import { sourceMark } from './sources.js';
import { clock, count, dateToTheSecond, lasting, seconds } from './time.js';
import { thumbnail } from './video-words.js';

const PAGE = 40;
const UNSEEN = 'No model looks at the videos yet: only cuts, fades, black, freezes, flashes, silence, loud passages and motion are known.';
const NAMES = ['q', 'video', 'label', 'source'];

export function search(root, first) {
  const heading = h('h1', { tabindex: -1 });
  const counted = h('span', { class: 'count small' });
  const label = h('select', { name: 'label' });
  const inVideo = h('select', { name: 'video' });
  const source = h(
    'select',
    { name: 'source' },
    [['', 'anyone'], ['detector', 'detectors'], ['model', 'a model']].map(([value, text]) => h('option', { value }, text)),
  );
  const list = h('ol', { class: 'results', 'aria-label': 'Results' });
  const nothing = h('p', {});
  const unseen = h('p', {});
  const empty = h('div', { class: 'empty', hidden: true }, nothing, unseen);
  const more = h('button', { type: 'button', class: 'more', hidden: true, onclick: () => load(false) }, 'Show more');
  fill(
    root,
    h(
      'div',
      { class: 'search' },
      h('div', { class: 'search-head' }, heading, counted),
      h('div', { class: 'filters', role: 'group', 'aria-label': 'Filters' }, h('label', {}, 'Label', label), h('label', {}, 'Video', inVideo), h('label', {}, 'Found by', source)),
      list,
      empty,
      more,
    ),
  );

  const videos = new Map();
  const labels = new Set(STRUCTURAL);
  let asked = {};
  let cursor = null;
  let abort = new AbortController();
  api.system().then(
    ({ model }) => setText(unseen, model?.id ? '' : UNSEEN),
    () => {},
  );

  for (const select of [label, inVideo, source]) {
    select.addEventListener('change', () => route.go(route.to('search', null, { ...asked, [select.name]: select.value })));
  }
  list.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...list.querySelectorAll('.result')];
    const at = links.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    if (at + step < 0) document.getElementById('q').focus();
    else links[at + step]?.focus();
  });

  async function load(anew) {
    if (anew) {
      abort.abort();
      abort = new AbortController();
      cursor = null;
    }
    const { signal } = abort;
    more.disabled = true;
    try {
      const answer = await api.search({ ...asked, limit: PAGE, cursor }, signal);
      await know(answer.items.map((item) => item.event.videoId), signal);
      const rows = answer.items.filter((item) => videos.get(item.event.videoId)).map((item) => result(item, videos.get(item.event.videoId), asked.q));
      if (anew) list.replaceChildren(...rows);
      else list.append(...rows);
      cursor = answer.next;
      const before = labels.size;
      for (const { event } of answer.items) labels.add(event.label);
      if (labels.size !== before) offer();
      tell(null);
      if (!anew) rows[0]?.querySelector('a').focus();
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      if (anew) list.replaceChildren();
      cursor = null;
      tell(problem);
    }
    more.disabled = false;
  }

  function tell(problem) {
    const n = list.children.length;
    more.hidden = cursor === null;
    empty.hidden = n > 0;
    setText(nothing, problem ? problem.message : asked.q ? `Nothing was found for “${asked.q}”.` : 'No event is like that.');
    const words = problem ? problem.message : `${cursor ? 'the first ' : ''}${count(n, 'event')}`;
    setText(counted, problem ? '' : words);
    announce(words);
  }

  /** Loads the videos that results name. */
  async function know(ids, signal) {
    const missing = [...new Set(ids)].filter((id) => !videos.has(id));
    await Promise.all(
      missing.map(async (id) => {
        try {
          videos.set(id, await api.video(id, signal));
        } catch (problem) {
          // Deleted since: its results are left out. Any other trouble is the search's own.
          if (problem.status !== 404) throw problem;
          videos.set(id, null);
        }
      }),
    );
  }

  function offer() {
    fill(label, h('option', { value: '' }, 'any'), [...new Set([...labels, asked.label].filter(Boolean))].sort(byLane).map((name) => h('option', { value: name }, name)));
    label.value = asked.label ?? '';
  }

  async function offerVideos() {
    let items = [];
    try {
      items = (await api.videos({ limit: 200 })).items;
    } catch {
      // the search itself will say what is wrong
    }
    for (const video of items) videos.set(video.id, video);
    if (asked.video && !items.some((video) => video.id === asked.video)) {
      await know([asked.video]).catch(() => {});
      items = [videos.get(asked.video) ?? { id: asked.video, name: 'unknown video' }, ...items];
    }
    fill(inVideo, h('option', { value: '' }, 'all'), items.map((video) => h('option', { value: video.id }, video.name)));
    inVideo.value = asked.video ?? '';
  }

  function update({ query }) {
    asked = {};
    for (const name of NAMES) if (query.get(name)) asked[name] = query.get(name);
    setText(heading, asked.q ? `“${asked.q}”` : 'Events');
    view.title = asked.q ? `${asked.q} · search` : 'Events';
    document.title = `${view.title} · Cuepoint`;
    source.value = asked.source ?? '';
    offer();
    if (![...inVideo.options].some((option) => option.value === (asked.video ?? ''))) offerVideos();
    else inVideo.value = asked.video ?? '';
    load(true);
  }

  const view = { title: 'Events', heading, update, unmount: () => abort.abort() };
  offerVideos();
  update(first);
  return view;
}

function result({ event, ranks }, video, q) {
  const found = [ranks?.text ? 'words' : '', ranks?.meaning ? 'meaning' : ''].filter(Boolean).join(' and ');
  const span = event.end - event.start;
  return h(
    'li',
    {},
    h(
      'a',
      { class: 'result', href: route.to('videos', video.id, { t: seconds(event.start) }) },
      thumbnail(video, event.start, 320, null),
      h(
        'span',
        { class: 'result-text' },
        h('span', { class: 'result-what' }, emphasised(event.description, q)),
        h('span', { class: 'result-where' }, labelTag(event.label), sourceMark(event), h('span', { class: 'name' }, video.name), event.wallStart ? h('span', {}, dateToTheSecond(event.wallStart)) : null, found ? h('span', {}, `found by ${found}`) : null),
      ),
      h('span', { class: 'result-when' }, h('span', { class: 'time' }, clock(event.start, 2)), h('span', { class: 'dim' }, span > 0.1 ? lasting(span) : 'an instant')),
    ),
  );
}

/** The text with the words of `q` marked, as nodes. */
function emphasised(text, q) {
  const words = (q ?? '').match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  if (words.length === 0) return text;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${words.join('|')})`, 'giu');
  return text.split(pattern).map((part, at) => (at % 2 ? h('mark', {}, part) : part));
}

// The view of all videos: adding them, their state, the way to each.
import * as api from './api.js';
import { deleteDialog, editDialog } from './dialogs.js';
import { fill, h, icon, iconButton, setText } from './dom.js';
import { poll } from './poll.js';
import * as route from './route.js';
import { announce, failed, notice } from './say.js';
import { count, date } from './time.js';
import { uploadList } from './upload-list.js';
import { add } from './uploads.js';
import { coverTime, durationWords, facts, pictureOf, settled, stateWords, thumbnail } from './video-words.js';

const PAGE = 100;
const STATES = ['received', 'sampling', 'analysing', 'ready', 'failed'];

export function library(root) {
  const file = h('input', { type: 'file', multiple: true, class: 'unseen', tabindex: -1, 'aria-label': 'Video files' });
  file.addEventListener('change', () => {
    add(file.files);
    file.value = '';
  });
  const adder = h(
    'section',
    { class: 'add', 'aria-label': 'Add videos' },
    icon('upload'),
    h(
      'p',
      {},
      h('span', { class: 'by-mouse' }, h('strong', {}, 'Drop videos anywhere on this page'), ', or choose them. '),
      h('span', { class: 'by-touch' }, h('strong', {}, 'Choose videos'), ' of this device. '),
      'Their events appear while Cuepoint watches them.',
    ),
    h('button', { type: 'button', class: 'primary', onclick: () => file.click() }, 'Choose videos'),
    file,
  );
  const sending = h('ul', { class: 'uploads', 'aria-label': 'Uploads' });
  const heading = h('h1', { tabindex: -1 }, 'Videos');
  const counted = h('span', { class: 'count small' });
  const state = h('select', { 'aria-label': 'State' }, h('option', { value: '' }, 'any state'), STATES.map((s) => h('option', { value: s }, s)));
  const tagged = h('span', {});
  const list = h('ul', { class: 'videos', 'aria-label': 'Videos' });
  const nothing = h('p', { class: 'empty', hidden: true });
  const more = h('button', { type: 'button', class: 'more', hidden: true }, 'Show more');
  fill(
    root,
    h('div', { class: 'library' }, adder, sending, h('div', { class: 'library-head' }, heading, counted, tagged, state), list, nothing, more),
  );

  const rows = new Map();
  let filter = {};
  let pages = 1;
  let loaded = false;

  state.addEventListener('change', () => route.go(route.to('videos', null, { ...filter, state: state.value })));
  more.addEventListener('click', () => {
    pages++;
    polling.wake();
  });

  async function load() {
    const videos = [];
    const asked = filter;
    let cursor = null;
    try {
      for (let page = 0; page < pages; page++) {
        const answer = await api.videos({ ...asked, limit: PAGE, cursor });
        videos.push(...answer.items);
        cursor = answer.next;
        if (!cursor) break;
      }
    } catch (problem) {
      if (!loaded) failed(root, 'The videos could not be loaded', problem, () => location.reload());
      else setText(counted, problem.message);
      return loaded ? 5000 : null;
    }
    if (asked !== filter) return 0;
    loaded = true;
    show(videos, cursor !== null);
    return videos.every(settled) ? 8000 : 1200;
  }

  function show(videos, hasMore) {
    const narrowed = Boolean(filter.state || filter.tag);
    setText(counted, videos.length || narrowed ? count(videos.length, 'video') + (hasMore ? ' and more' : '') : '');
    const ids = new Set(videos.map((video) => video.id));
    for (const [id, row] of rows) {
      if (ids.has(id)) continue;
      row.element.remove();
      rows.delete(id);
    }
    videos.forEach((video, at) => {
      const known = rows.get(video.id);
      if (!known) rows.set(video.id, row(video, () => polling.wake()));
      else if (!settled(known.video) && settled(video)) announce(`${video.name}: ${stateWords(video)}`);
      const current = rows.get(video.id);
      current.update(video);
      if (list.children[at] !== current.element) list.insertBefore(current.element, list.children[at] ?? null);
    });
    adder.classList.toggle('roomy', videos.length === 0 && !narrowed);
    list.hidden = videos.length === 0;
    nothing.hidden = videos.length > 0;
    setText(nothing, narrowed ? 'No video is like that.' : 'No videos yet.');
    more.hidden = !hasMore;
  }

  function update({ query }) {
    filter = { state: query.get('state') ?? '', tag: query.get('tag') ?? '' };
    pages = 1;
    state.value = filter.state;
    fill(
      tagged,
      filter.tag
        ? h('a', { class: 'tag', href: route.to('videos', null, { state: filter.state }), 'aria-label': `Tag ${filter.tag}: show all` }, `${filter.tag} ✕`)
        : null,
    );
    polling?.wake();
  }

  let polling = null;
  update(route.parse());
  polling = poll(load);
  const endUploads = uploadList(sending, (video) => {
    notice(`${video.name} is uploaded`);
    polling.wake();
  });
  return {
    title: 'Videos',
    heading,
    update,
    unmount() {
      polling.stop();
      endUploads();
    },
  };
}

function row(first, reload) {
  let video = first;
  const picture = h('span', {});
  const name = h('a', { class: 'video-name', href: route.to('videos', first.id) });
  const about = h('span', { class: 'dim small' });
  const tags = h('span', { class: 'video-tags' });
  const failure = h('span', { class: 'video-failure' });
  const state = h('span', { class: 'state' });
  const bar = h('progress', { max: 1 });
  const warnings = h('span', { class: 'dim' });
  const edit = iconButton('edit', 'Edit', () => editDialog(video, reload));
  const bin = iconButton('trash', 'Delete', () =>
    deleteDialog(video, () => {
      notice(`${video.name} is deleted`);
      reload();
    }),
  );
  const element = h(
    'li',
    { class: 'video' },
    picture,
    h('div', { class: 'video-text' }, name, about, failure, tags),
    h('div', { class: 'video-state' }, state, bar, warnings),
    h('div', { class: 'video-actions' }, edit, bin),
  );
  let shown = '';
  let taggedWith = '';

  function update(next) {
    video = next;
    setText(name, video.name);
    name.title = video.name;
    setText(about, `${facts(video)} · added ${date(video.createdAt)}`);
    setText(failure, video.failure?.detail ?? '');
    failure.hidden = !video.failure;
    state.dataset.state = video.state;
    setText(state, stateWords(video));
    bar.hidden = settled(video);
    bar.value = video.progress;
    bar.setAttribute('aria-label', `Progress of ${video.name}`);
    setText(warnings, video.warnings.length ? count(video.warnings.length, 'warning') : '');
    edit.setAttribute('aria-label', `Edit ${video.name}`);
    bin.setAttribute('aria-label', `Delete ${video.name}`);
    if (video.tags.join('\n') !== taggedWith) {
      taggedWith = video.tags.join('\n');
      fill(tags, video.tags.map((tag) => h('a', { class: 'tag', href: route.to('videos', null, { tag }) }, tag)));
    }
    tags.hidden = video.tags.length === 0;
    const key = `${Boolean(pictureOf(video))} ${video.streams.length} ${video.durationSeconds}`;
    if (key !== shown) {
      shown = key;
      fill(picture, thumbnail(video, coverTime(video), 256, durationWords(video)));
    }
  }

  return {
    element,
    update,
    get video() {
      return video;
    },
  };
}

// The view of one video: player, timeline, events, what was looked at.
import * as api from './api.js';
import { coveragePanel, gaps, lookers } from './coverage.js';
import { filePanel, notes } from './details.js';
import { deleteDialog, editDialog } from './dialogs.js';
import { fill, h, iconButton, setText } from './dom.js';
import { EventList } from './event-list.js';
import { byLane } from './labels.js';
import { LiveEvents } from './live.js';
import { Player } from './player.js';
import { poll } from './poll.js';
import * as route from './route.js';
import { announce, failed, notice } from './say.js';
import { Timeline } from './timeline.js';
import { seconds } from './time.js';
import { facts, settled, stateWords } from './video-words.js';

export function watch(root, first) {
  const id = first.id;
  const heading = h('h1', { tabindex: -1 }, 'Video');
  const view = { title: 'Video', heading, update() {}, unmount: () => abort.abort() };
  const abort = new AbortController();
  fill(root, h('div', { class: 'empty' }, heading, 'Loading'));
  api.video(id, abort.signal).then(
    (video) => {
      if (!abort.signal.aborted) show(root, view, video, first.query);
    },
    (problem) => {
      if (problem.name !== 'AbortError') failed(root, problem.status === 404 ? 'There is no such video' : 'The video could not be loaded', problem, () => location.reload());
    },
  );
  return view;
}

function show(root, view, found, query) {
  let video = found;
  let coverage = null;
  let only = labelsOf(query);
  let drawn = '';
  const { heading } = view;

  const live = new LiveEvents(video.id, redraw);
  const player = new Player(video, timeOf(query), { prev: () => beside(-1), next: () => beside(1) });
  const timeline = new Timeline(video, (t) => player.seek(t));
  const list = new EventList((event) => player.seek(event.start), (labels) => {
    only = labels;
    noteState();
    redraw();
  });

  const state = h('span', { class: 'state small' });
  const about = h('span', { class: 'facts' });
  const tags = h('span', {});
  const bar = h('progress', { max: 1, class: 'watch-progress', 'aria-label': 'Progress' });
  const noteList = h('ul', { class: 'notes', 'aria-label': 'Notes' });
  const details = h('div', { class: 'details' });
  const actions = h(
    'span',
    { class: 'watch-actions' },
    iconButton('search', 'Search in this video', () => {
      route.go(route.to('search', null, { video: video.id }));
      document.getElementById('q').focus();
    }),
    iconButton('edit', 'Edit', () => editDialog(video, update)),
    iconButton('trash', 'Delete', () =>
      deleteDialog(video, () => {
        notice(`${video.name} is deleted`);
        route.go(route.to('videos'));
      }),
    ),
  );
  fill(
    root,
    h(
      'div',
      { class: 'watch' },
      h('div', { class: 'watch-head' }, heading, state, about, tags, actions, bar),
      noteList,
      h('div', { class: 'watch-main' }, player.element, timeline.element, list.element),
      details,
    ),
  );

  function update(next) {
    const before = video;
    video = next;
    player.video = video;
    setText(heading, video.name);
    heading.title = video.name;
    view.title = video.name;
    document.title = `${video.name} · Cuepoint`;
    state.dataset.state = video.state;
    setText(state, stateWords(video));
    setText(about, facts(video));
    bar.hidden = settled(video);
    bar.value = video.progress;
    if (!settled(before) && settled(video)) announce(`${video.name} is ${stateWords(video)}`);
    const facets = JSON.stringify([{ ...video, progress: 0 }, coverage]);
    if (facets === drawn) return;
    // Only what changed is drawn anew: the focus may be in it.
    drawn = facets;
    fill(tags, video.tags.flatMap((tag) => [h('a', { class: 'tag', href: route.to('videos', null, { tag }) }, tag), ' ']));
    notes(noteList, video, (t) => player.seek(t));
    fill(details, coveragePanel(coverage, settled(video)), filePanel(video));
    redraw();
  }

  function redraw() {
    const events = live.list;
    const duration = player.duration;
    timeline.words = video.state === 'failed' ? 'There is no timeline: how long the video is could not be told.' : 'The timeline appears once it is known how long the video is.';
    timeline.set(duration, lanes(events, coverage));
    timeline.only(only);
    list.set(events, only, live.complete, emptyWords(video, only));
    follow();
  }

  function follow() {
    const on = list.move(player.time);
    timeline.move(player.time, player.playing);
    timeline.highlight(on);
  }

  function beside(direction) {
    const event = list.beside(player.time, direction);
    if (event) {
      player.seek(event.start);
      announce(`${event.label}: ${event.description}`);
    }
  }

  function noteState() {
    route.note(route.to('videos', video.id, { t: player.time > 0 ? seconds(Math.round(player.time * 1000) / 1000) : '', label: [...only].sort().join(',') }));
  }

  let noted = 0;
  let knownDuration = player.duration;
  player.addEventListener('seek', noteState);
  player.addEventListener('time', () => {
    follow();
    if (player.playing && performance.now() - noted > 3000) {
      noted = performance.now();
      noteState();
    }
  });
  player.addEventListener('state', () => {
    if (knownDuration !== player.duration) {
      knownDuration = player.duration;
      redraw();
    }
    if (!player.playing) noteState();
  });

  let settledOnce = 0;
  const polling = poll(async () => {
    if (!settled(video)) live.listen();
    let now;
    try {
      let ledger;
      [now, ledger] = await Promise.all([api.video(video.id), api.coverage(video.id).catch(() => null), live.streaming ? null : live.load()]);
      coverage = ledger ?? coverage;
    } catch (problem) {
      if (problem.status !== 404) throw problem;
      view.unmount();
      failed(root, 'This video is no longer there', problem);
      return null;
    }
    const over = settled(now);
    // Once more when all is there: an event may be told before, and its video be settled after.
    if (over && live.streaming) {
      live.settle();
      await live.load();
    }
    update(now);
    if (!over) return 1500;
    live.settle();
    return settledOnce++ ? null : 1000;
  });
  update(video);
  view.keys = (event) => keys(event, player, timeline, beside);
  view.update = ({ query: next }) => {
    only = labelsOf(next);
    const t = timeOf(next);
    if (next.has('t') && Math.abs(t - player.time) > 0.002) player.seek(t);
    redraw();
  };
  view.unmount = () => {
    polling.stop();
    live.end();
    player.end();
    timeline.end();
  };
}

/** A lane for every label that has events and for every detector that looked, then the models. */
function lanes(events, coverage) {
  const byLabel = Map.groupBy ? Map.groupBy(events, (event) => event.label) : groupBy(events);
  const all = lookers(coverage);
  const detectors = new Map(all.filter((looker) => looker.kind === 'detector' && looker.name).map((looker) => [looker.name, looker]));
  const labels = [...new Set([...byLabel.keys(), ...detectors.keys()])].sort(byLane);
  const found = labels.map((label) => ({ label, events: byLabel.get(label) ?? [], gaps: detectors.has(label) ? gaps(detectors.get(label)) : [] }));
  const blind = all.filter((looker) => (looker.kind === 'model' || !looker.name) && gaps(looker).length);
  return [...found, ...blind.map((looker) => ({ label: looker.kind === 'model' ? 'model' : 'detectors', events: [], gaps: gaps(looker) }))];
}

function groupBy(events) {
  const groups = new Map();
  for (const event of events) groups.set(event.label, [...(groups.get(event.label) ?? []), event]);
  return groups;
}

function emptyWords(video, only) {
  if (only.size) return 'No event has such a label.';
  if (video.state === 'failed') return 'This video could not be taken in, so there are no events.';
  return settled(video) ? 'No events were found. Below is what was looked at.' : 'Events appear here while the video is being watched.';
}

function keys(event, player, timeline, beside) {
  const actions = {
    ' ': () => player.toggle(),
    ArrowLeft: () => player.jump(event.shiftKey ? -5 : -1),
    ArrowRight: () => player.jump(event.shiftKey ? 5 : 1),
    ',': () => player.frame(-1),
    '.': () => player.frame(1),
    Home: () => player.seek(0),
    End: () => player.seek(player.duration ?? 0),
    p: () => beside(-1),
    n: () => beside(1),
    m: () => player.mute(),
    f: () => player.fullscreen(),
    '+': () => timeline.zoom(2),
    '=': () => timeline.zoom(2),
    '-': () => timeline.zoom(0.5),
    0: () => timeline.zoom(0),
  };
  const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action) return false;
  action();
  return true;
}

function timeOf(query) {
  const t = Number(query.get('t'));
  return Number.isFinite(t) && t > 0 ? t : 0;
}

function labelsOf(query) {
  return new Set((query.get('label') ?? '').split(',').filter(Boolean));
}

// The view of one video: player, question, timeline, events, what was looked at.
import { Analyses } from './analyses.js';
import * as api from './api.js';
import { Ask } from './ask.js';
import { coveragePanel } from './coverage-panel.js';
import { filePanel, notes } from './details.js';
import { deleteDialog, editDialog } from './dialogs.js';
import { fill, h, iconButton, setText } from './dom.js';
import { EventList } from './event-list.js';
import { lanes } from './lanes.js';
import { LiveEvents } from './live.js';
import { Player } from './player.js';
import { poll } from './poll.js';
import * as route from './route.js';
import { announce, failed, notice } from './say.js';
import { Filter } from './sources.js';
import { Timeline } from './timeline.js';
import { seconds } from './time.js';
import { Underway } from './underway.js';
import { facts, settled, stateWords } from './video-words.js';
import { keys } from './watch-keys.js';

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
  let filter = Filter.of(query);
  let chosen = null;
  let drawn = '';
  const { heading } = view;

  const live = new LiveEvents(video.id, redraw);
  const player = new Player(video, timeOf(query), { prev: () => beside(-1), next: () => beside(1) });
  const timeline = new Timeline(video, (t) => player.seek(t), choose);
  const list = new EventList(choose, (t) => player.seek(t), (next) => {
    filter = next;
    noteState();
    redraw();
  });
  let asking = false;
  const ask = new Ask(video.id, choose, () => {
    noteState();
    redraw();
    // Answers are events of the video too: they come in with the others.
    if (asking !== ask.running) watchOn();
    asking = ask.running;
  });
  const analyses = new Analyses(video.id, () => watchOn());

  const state = h('span', { class: 'state small' });
  const about = h('span', { class: 'facts' });
  const tags = h('span', {});
  const bar = h('progress', { max: 1, class: 'watch-progress', 'aria-label': 'Progress' });
  const underway = new Underway();
  const noteList = h('ul', { class: 'notes', 'aria-label': 'Notes' });
  const coverageSlot = h('div', { class: 'slot' });
  const fileSlot = h('div', { class: 'slot' });
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
      h('div', { class: 'watch-head' }, heading, state, about, tags, actions, bar, underway.element),
      noteList,
      h('div', { class: 'watch-main' }, player.element, ask.element, timeline.element, list.element),
      h('div', { class: 'details' }, analyses.element, coverageSlot, fileSlot),
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
    const facets = JSON.stringify([{ ...video, progress: 0 }, coverage, [...analyses.byId].map(([id, { task, supersededBy }]) => [id, task, supersededBy])]);
    if (facets === drawn) return;
    // Only what changed is drawn anew: the focus may be in it.
    drawn = facets;
    fill(tags, video.tags.flatMap((tag) => [h('a', { class: 'tag', href: route.to('videos', null, { tag }) }, tag), ' ']));
    notes(noteList, video, (t) => player.seek(t));
    fill(coverageSlot, coveragePanel(coverage, settled(video), analyses.byId));
    fill(fileSlot, filePanel(video));
    redraw();
  }

  function redraw() {
    const events = live.list;
    const duration = player.duration;
    timeline.words = video.state === 'failed' ? 'There is no timeline: how long the video is could not be told.' : 'The timeline appears once it is known how long the video is.';
    timeline.set(duration, lanes(events, coverage, ask.lane, analyses.byId));
    timeline.only((lane) => lane.kind === 'question' || filter.admits(lane.label, lane.kind));
    list.set(events, filter, live.complete, emptyWords(video, filter));
    player.boxes.events = [...new Map([...(ask.lane?.answers ?? []), ...events].map((event) => [event.id, event])).values()];
    follow();
  }

  /** Jumps to the event and shows its details; chosen again where it stands, it is let go. */
  function choose(event) {
    const again = chosen === event.id && Math.abs(player.time - event.start) < 0.05;
    chosen = again ? null : event.id;
    list.choose(chosen);
    if (again) follow();
    else player.seek(event.start);
  }

  function follow() {
    const on = list.move(player.time);
    timeline.move(player.time, player.playing);
    timeline.highlight(on);
    player.boxes.show(player.time, chosen);
  }

  function beside(direction) {
    const event = list.beside(player.time, direction);
    if (event) {
      player.seek(event.start);
      announce(`${event.label}: ${event.description}`);
    }
  }

  function noteState() {
    route.note(route.to('videos', video.id, { t: player.time > 0 ? seconds(Math.round(player.time * 1000) / 1000) : '', ...filter.parameters, ask: ask.query }));
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
  let polling = poll(look);

  async function look() {
    if (!settled(video) || analyses.running || ask.running) live.listen();
    let now;
    let progress;
    try {
      let ledger;
      let asked;
      [now, ledger, asked, progress] = await Promise.all([
        api.video(video.id),
        api.coverage(video.id).catch(() => null),
        api.analyses(video.id).catch(() => null),
        api.progress(video.id).catch(() => null),
        live.streaming ? null : live.load(),
      ]);
      coverage = ledger ?? coverage;
      analyses.set(asked);
    } catch (problem) {
      if (problem.status !== 404) throw problem;
      view.unmount();
      failed(root, 'This video is no longer there', problem);
      return null;
    }
    const over = settled(now) && !analyses.running && !ask.running;
    underway.set(progress?.clips ?? [], !over);
    // Once more when all is there: an event may be told before, and its video be settled after.
    if (over && live.streaming) {
      live.settle();
      await live.load();
    }
    update(now);
    if (!over) {
      settledOnce = 0;
      return 1500;
    }
    live.settle();
    return settledOnce++ ? null : 1000;
  }

  /** Looks again at what had settled: something new is being done. */
  function watchOn() {
    polling.stop();
    settledOnce = 0;
    polling = poll(look);
  }

  update(video);
  ask.ask(query.get('ask') ?? '');
  view.keys = (event) => keys(event, player, timeline, beside, ask);
  view.update = ({ query: next }) => {
    filter = Filter.of(next);
    ask.ask(next.get('ask') ?? '');
    const t = timeOf(next);
    if (next.has('t') && Math.abs(t - player.time) > 0.002) player.seek(t);
    redraw();
  };
  view.unmount = () => {
    polling.stop();
    ask.end();
    live.end();
    player.end();
    timeline.end();
  };
}

function emptyWords(video, filter) {
  if (!filter.open) return 'No event is like that.';
  if (video.state === 'failed') return 'This video could not be taken in, so there are no events.';
  return settled(video) ? 'No events were found. Below is what was looked at.' : 'Events appear here while the video is being watched.';
}

function timeOf(query) {
  const t = Number(query.get('t'));
  return Number.isFinite(t) && t > 0 ? t : 0;
}

// Dialogs: change a video's words, delete it, show the keys.
import * as api from './api.js';
import { fill, h, icon } from './dom.js';

function open(className, title, build) {
  const dialog = h('dialog', { class: className, 'aria-labelledby': 'dialog-title' });
  const close = () => dialog.close();
  dialog.append(build(h('h2', { id: 'dialog-title' }, title), close));
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function trouble() {
  const element = h('p', { class: 'note bad', role: 'alert', hidden: true });
  return {
    element,
    show(problem) {
      fill(element, icon('warn'), problem.message);
      element.hidden = false;
    },
  };
}

/** Name, tags and time of recording of a video; `onChanged` gets the video as it is then. */
export function editDialog(video, onChanged) {
  open('edit', 'Edit video', (title, close) => {
    const name = h('input', { name: 'name', required: true, maxlength: 255, autocomplete: 'off' });
    name.value = video.name;
    const tags = h('input', { name: 'tags', autocomplete: 'off', 'aria-describedby': 'tags-hint' });
    tags.value = video.tags.join(', ');
    const recorded = h('input', { name: 'recordedAt', type: 'datetime-local', step: 1, 'aria-describedby': 'recorded-hint' });
    recorded.value = toLocal(video.recordedAt);
    const before = recorded.value;
    const problems = trouble();
    const save = h('button', { class: 'primary', type: 'submit' }, 'Save');

    async function submit(event) {
      event.preventDefault();
      const patch = { name: name.value.trim(), tags: [...new Set(tags.value.split(',').map((t) => t.trim()).filter(Boolean))] };
      // Untouched, it is left out: the field has no fractions of a second to give back.
      if (recorded.value !== before) patch.recordedAt = recorded.value ? toInstant(recorded.value) : null;
      save.disabled = true;
      try {
        onChanged(await api.change(video.id, patch));
        close();
      } catch (problem) {
        problems.show(problem);
      } finally {
        save.disabled = false;
      }
    }

    return h(
      'form',
      { class: 'dialog-body', onsubmit: submit },
      title,
      h('label', { class: 'field' }, 'Name', name),
      h('label', { class: 'field' }, 'Tags', tags, h('span', { class: 'hint', id: 'tags-hint' }, 'Separated by commas')),
      h(
        'label',
        { class: 'field' },
        'Recorded at',
        recorded,
        h('span', { class: 'hint', id: 'recorded-hint' }, 'Your local time at the start of the video; gives events a time of day'),
      ),
      problems.element,
      h('div', { class: 'dialog-actions' }, h('button', { type: 'button', onclick: close }, 'Cancel'), save),
    );
  });
}

/** Asks before a video is deleted. */
export function deleteDialog(video, onDeleted) {
  open('delete', 'Delete this video?', (title, close) => {
    const problems = trouble();
    const really = h('button', { class: 'danger', type: 'button', onclick: go }, 'Delete');

    async function go() {
      really.disabled = true;
      try {
        await api.remove(video.id);
      } catch (problem) {
        if (problem.status !== 404) {
          really.disabled = false;
          problems.show(problem);
          return;
        }
      }
      close();
      onDeleted();
    }

    return h(
      'div',
      { class: 'dialog-body' },
      title,
      h('p', {}, h('strong', {}, video.name), ' goes with its file, its events and all pending work. This cannot be undone.'),
      problems.element,
      h('div', { class: 'dialog-actions' }, h('button', { type: 'button', autofocus: true, onclick: close }, 'Keep it'), really),
    );
  });
}

const KEYS = [
  [['/'], 'Search in all videos'],
  [['Space'], 'Play, pause'],
  [['←', '→'], 'Back, forward 1 second'],
  [['⇧ ←', '⇧ →'], 'Back, forward 5 seconds'],
  [[',', '.'], 'Back, forward one frame'],
  [['P', 'N'], 'Previous, next event'],
  [['Home', 'End'], 'To the start, to the end'],
  [['+', '−', '0'], 'Zoom the timeline in, out, to fit'],
  [['M'], 'Sound on, off'],
  [['F'], 'Full screen'],
  [['B'], 'Boxes on, off'],
  [['A'], 'Ask a question of this video'],
  [['↑', '↓'], 'Through results, events and lanes'],
  [['Enter'], 'Jump to the chosen event'],
];

export function keysDialog() {
  open('keys-dialog', 'Keyboard', (title, close) =>
    h(
      'div',
      { class: 'dialog-body' },
      title,
      h(
        'dl',
        { class: 'keys' },
        KEYS.flatMap(([keys, what]) => [h('dt', {}, keys.map((key) => h('kbd', {}, key))), h('dd', {}, what)]),
      ),
      h('div', { class: 'dialog-actions' }, h('button', { type: 'button', autofocus: true, onclick: close }, 'Close')),
    ),
  );
}

function toLocal(instant) {
  if (!instant) return '';
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
}

function toInstant(local) {
  return new Date(local).toISOString();
}

// Tells the reader what happened: for screen readers always, on the screen where it matters.
import { fill, h, iconButton } from './dom.js';

const status = document.getElementById('status');
const alert = document.getElementById('alert');
const notices = document.getElementById('notices');

/** Spoken politely, not shown. */
export function announce(text) {
  status.textContent = '';
  requestAnimationFrame(() => (status.textContent = text));
}

/** Shown for a while and spoken. */
export function notice(text) {
  announce(text);
  const element = show(text, 'note');
  setTimeout(() => element.remove(), 6000);
}

/** Shown until it is closed, and spoken at once. */
export function complain(text) {
  alert.textContent = text;
  show(text, 'note bad');
}

function show(text, className) {
  const element = h('div', { class: className }, h('p', {}, text));
  element.append(iconButton('close', 'Dismiss', () => element.remove()));
  notices.append(element);
  while (notices.children.length > 4) notices.firstElementChild.remove();
  return element;
}

/** The place of a view that could not be loaded. */
export function failed(root, title, problem, retry) {
  fill(
    root,
    h(
      'div',
      { class: 'empty', role: 'alert' },
      h('h1', { tabindex: -1 }, title),
      h('p', {}, problem.message),
      retry ? h('p', {}, h('button', { type: 'button', onclick: retry }, 'Try again')) : null,
      h('p', {}, h('a', { href: '#/videos' }, 'All videos')),
    ),
  );
}

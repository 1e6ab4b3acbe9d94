// Builds elements. Strings always become text nodes: names and descriptions come from strangers.

const SVG = 'http://www.w3.org/2000/svg';

/** An element; attributes that are null, undefined or false are left out, `on...` are listeners. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...present(children));
  return element;
}

/** A decorative icon of icons.svg. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** A button that shows only an icon; `name` is what it is called. */
export function iconButton(iconName, name, onclick, attributes = {}) {
  return h('button', { type: 'button', class: 'quiet', 'aria-label': name, title: name, onclick, ...attributes }, icon(iconName));
}

/** Replaces the children only when their text differs, so that screen readers are not told twice. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}

export const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

function present(children) {
  return children.flat().filter((child) => child !== null && child !== undefined && child !== false);
}

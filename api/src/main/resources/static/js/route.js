// The address holds the state: #/videos/<id>?t=12.5, #/search?q=...

/** Parts of the path and the parameters of an address's hash. */
export function parse(hash = location.hash) {
  const text = hash.replace(/^#\/?/, '');
  const at = text.indexOf('?');
  const path = at < 0 ? text : text.slice(0, at);
  const parts = path.split('/').filter(Boolean).map(decode);
  return { view: parts[0] ?? 'videos', id: parts[1] ?? null, query: new URLSearchParams(at < 0 ? '' : text.slice(at + 1)) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function to(view, id, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return `#/${view}${id ? '/' + encodeURIComponent(id) : ''}${text ? '?' + text : ''}`;
}

/** Goes there, as a step that "back" undoes. */
export function go(hash) {
  location.hash = hash;
}

/** Notes the state in the address without a step in the history and without a hashchange. */
export function note(hash) {
  if (location.hash !== hash) history.replaceState(history.state, '', hash);
}

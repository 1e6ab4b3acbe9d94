// The HTTP interface: answers as JSON, refusals as Problem.

/** A refusal (RFC 9457), or the lack of any answer: then `status` is 0. */
export class Problem extends Error {
  constructor(status, code, detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }

  static of(status, body) {
    const words = [body?.title, body?.detail].filter(Boolean).join(': ');
    return new Problem(status, body?.code ?? null, words || `The server answered ${status}.`);
  }

  static silence() {
    return new Problem(0, 'no-answer', 'Cuepoint does not answer. Is it still running?');
  }
}

export async function request(path, options) {
  const { text } = await send(path, options);
  return text ? JSON.parse(text) : null;
}

async function send(path, { method = 'GET', body, type = 'application/json', signal } = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': type }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw Problem.silence();
  }
  const text = await response.text();
  if (!response.ok) throw Problem.of(response.status, parse(text));
  return { text, location: response.headers.get('location') };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const id = encodeURIComponent;

/** A path with those parameters that are set. */
export function path(base, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return text ? `${base}?${text}` : base;
}

export const videos = (parameters, signal) => request(path('/v1/videos', parameters), { signal });
export const video = (videoId, signal) => request(`/v1/videos/${id(videoId)}`, { signal });
export const progress = (videoId, signal) => request(`/v1/videos/${id(videoId)}/progress`, { signal });
export const coverage = (videoId, signal) => request(`/v1/videos/${id(videoId)}/coverage`, { signal });
export const search = (parameters, signal) => request(path('/v1/events/search', parameters), { signal });
export const system = () => request('/v1/system');
export const remove = (videoId) => request(`/v1/videos/${id(videoId)}`, { method: 'DELETE' });
export const change = (videoId, patch) =>
  request(`/v1/videos/${id(videoId)}`, { method: 'PATCH', body: patch, type: 'application/merge-patch+json' });

export const analyses = (videoId, signal) => request(path(`/v1/videos/${id(videoId)}/analyses`, { limit: 200 }), { signal });
export const analyse = (videoId, task) => request(`/v1/videos/${id(videoId)}/analyses`, { method: 'POST', body: task });

/** Asks when something happens; the same question again is the same one. What is known of it, and where more is to be read: null where nothing will come. */
export async function ground(videoId, query, signal) {
  const { text, location } = await send(`/v1/videos/${id(videoId)}/ground`, { method: 'POST', body: { query }, signal });
  return { question: parse(text), path: location ? new URL(location, window.location.href).pathname : null };
}

export const contentOf = (videoId) => `/v1/videos/${id(videoId)}/content`;
export const thumbnailOf = (videoId, t, width) =>
  path(`/v1/videos/${id(videoId)}/thumbnail`, { t: Number(Math.max(0, t).toFixed(6)), width });
export const streamOf = (videoId) => path('/v1/events/stream', { video: videoId });

/** A video's events in time order, at most `most`; says whether that is all. */
export async function eventsOf(videoId, most, signal) {
  const items = [];
  let cursor = null;
  do {
    const page = await request(path(`/v1/videos/${id(videoId)}/events`, { limit: 200, cursor }), { signal });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor && items.length < most);
  return { items, complete: !cursor };
}

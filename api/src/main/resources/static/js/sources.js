// Who found an event: the model or a detector.
import { h, icon } from './dom.js';

export const ofModel = (event) => event.source.kind === 'model';

/** "cuepoint-nano 3f2a, prompt dense-1" */
export function sourceWords({ name, version, prompt }) {
  return [name, brief(version)].filter(Boolean).join(' ') + (prompt ? `, prompt ${prompt}` : '');
}

/** Revisions are long hashes; their first digits tell them apart. */
function brief(version) {
  return version && /^[0-9a-f]{16,}$/i.test(version) ? version.slice(0, 8) : version;
}

/** The small sign beside what the model found; null for what a detector found. */
export function sourceMark(event) {
  return ofModel(event) ? h('span', { class: 'by-model' }, icon('model'), 'model') : null;
}

/** What is shown: `labels` and the kind of the `source`; an empty set and '' admit all. */
export class Filter {
  constructor(labels = new Set(), source = '') {
    this.labels = labels;
    this.source = source;
  }

  static of(query) {
    const source = query.get('source');
    return new Filter(new Set((query.get('label') ?? '').split(',').filter(Boolean)), source === 'model' || source === 'detector' ? source : '');
  }

  get open() {
    return this.labels.size === 0 && this.source === '';
  }

  admits(label, kind) {
    return (this.labels.size === 0 || this.labels.has(label)) && (this.source === '' || this.source === kind);
  }

  withLabel(label) {
    const labels = new Set(this.labels);
    if (!labels.delete(label)) labels.add(label);
    return new Filter(labels, this.source);
  }

  withSource(source) {
    return new Filter(this.labels, this.source === source ? '' : source);
  }

  /** As parameters of the address. */
  get parameters() {
    return { label: [...this.labels].sort().join(','), source: this.source };
  }
}

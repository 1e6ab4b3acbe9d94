package io.cuepoint.index.store;

/** How far an analysis has come. */
public enum AnalysisState {
  /** Ingest has not told of it yet. */
  REQUESTED,
  /** Clips are being cut. */
  SAMPLING,
  /** All clips are cut, not all have an outcome whose events are searchable. */
  ANALYSING,
  DONE,
  /** Its video could not be sampled for it. */
  FAILED
}

package io.cuepoint.index.store;

/**
 * How far a video has come; {@code READY}: every clip has an outcome, every event is searchable.
 */
public enum VideoState {
  RECEIVED,
  SAMPLING,
  ANALYSING,
  READY,
  FAILED
}

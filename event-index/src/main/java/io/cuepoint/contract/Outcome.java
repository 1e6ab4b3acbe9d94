package io.cuepoint.contract;

/** What became of a look at a stretch of video. */
public enum Outcome {
  ANALYSED,
  NOT_ANALYSED,
  FAILED,
  PENDING
}

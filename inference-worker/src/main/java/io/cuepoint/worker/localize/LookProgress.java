package io.cuepoint.worker.localize;

import io.cuepoint.contract.ClipProgress;

/** Told what happens while a clip is looked at, on the thread that looks. */
public interface LookProgress {
  /** Nobody listens. */
  LookProgress NONE = new LookProgress() {};

  /** {@code VISION} or {@code PROMPT} begins; an answer begins with its first {@link #text}. */
  default void stage(ClipProgress.Stage stage) {}

  /** More of the answer, in whole characters. */
  default void text(String piece) {}
}

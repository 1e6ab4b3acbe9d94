package io.cuepoint.worker.localize;

/** Told what happens while a clip is looked at, on the thread that looks. */
public interface LookProgress {
  /** Nobody listens. */
  LookProgress NONE = new LookProgress() {};

  /** A stage of the work begins: {@code vision} or {@code answer}. */
  default void stage(String name) {}

  /** More of the answer, in whole characters. */
  default void text(String piece) {}
}

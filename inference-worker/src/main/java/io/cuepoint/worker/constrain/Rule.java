package io.cuepoint.worker.constrain;

/**
 * What may still be written. A rule is a value: equal rules allow the same, and none ever changes.
 * From every rule but {@link Ends#DEAD} some end can be reached.
 */
interface Rule {
  /**
   * What may be written after one more byte.
   *
   * @param next 0 to 255
   * @return {@link Ends#DEAD} when the byte may not come next
   */
  Rule after(int next);

  /** Whether what was written is whole. */
  boolean mayEnd();
}

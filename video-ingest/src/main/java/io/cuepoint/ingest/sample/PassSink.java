package io.cuepoint.ingest.sample;

/**
 * Takes what a {@link MediaPass} gives, on the pass's own thread. Samples come in the order of
 * their targets, luma pictures and sound each in the order of their times; between the three there
 * is no order. An {@link InterruptedException} or unchecked exception ends the pass.
 */
public interface PassSink {
  default void sample(SampledFrame frame) throws InterruptedException {}

  default void signal(GreyFrame frame) throws InterruptedException {}

  default void audio(AudioBlock block) throws InterruptedException {}

  /**
   * Where the pass stands, from time to time after samples: from there {@link MediaPass#resume} can
   * go on. A pass whose times are in doubt has no such place.
   */
  default void place(PassState state) throws InterruptedException {}

  /** Whether nothing further is wanted, so that the pass may end; asked after each packet. */
  default boolean isOver() {
    return false;
  }
}

package io.cuepoint.worker.engine;

/** A model that is loaded and can run. Closing it frees the weights. */
public interface Engine extends AutoCloseable {
  /** How the weights are held, and why so. */
  WeightChoice weights();

  VisionEncoder vision();

  Decoder decoder();

  @Override
  void close();
}

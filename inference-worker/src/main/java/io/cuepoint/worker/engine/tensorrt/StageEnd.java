package io.cuepoint.worker.engine.tensorrt;

import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/**
 * What a run of a stage has beside its rows and caches.
 *
 * @param binding gives a context the shapes and addresses
 * @param before sends what the run needs
 * @param after has come back what is wanted of it
 */
record StageEnd(Binding binding, Copies before, Copies after) {
  /** For a number of sequences. */
  interface Binding {
    void bind(IExecutionContext context, int sequences);
  }

  /** Copies on a stream, in order. */
  interface Copies {
    void on(CudaStream stream);
  }
}

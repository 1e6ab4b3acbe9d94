package io.cuepoint.worker.graph;

import io.cuepoint.worker.quantize.QuantizedWeights;

/**
 * What a graph is written for.
 *
 * @param engine who runs it
 * @param compute the type that activations and matrix products have
 * @param weights matrices to take instead of the checkpoint's
 * @param bufferBytes most bytes that one weight may have in its file: larger matrices are taken in
 *     blocks of rows
 */
public record GraphOptions(
    Target engine, Compute compute, QuantizedWeights weights, long bufferBytes) {
  /** ONNX Runtime on the CPU, all weights as stored and widened to f32, in Java's buffers. */
  public static final GraphOptions CPU =
      new GraphOptions(Target.ONNX_RUNTIME, Compute.F32, QuantizedWeights.NONE, Integer.MAX_VALUE);

  /** Engines that the graphs have been run on. */
  public enum Target {
    ONNX_RUNTIME
  }

  /** Types of computation that have been shown equal to the reference. */
  public enum Compute {
    F32
  }

  /** The same with these matrices in fewer bits. */
  public GraphOptions with(QuantizedWeights quantized) {
    return new GraphOptions(engine, compute, quantized, bufferBytes);
  }
}

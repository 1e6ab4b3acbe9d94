package io.cuepoint.worker.graph;

/**
 * What a graph is written for.
 *
 * @param engine who runs it
 * @param compute the type that activations and matrix products have
 * @param weights how the weights are held while it runs
 * @param bufferBytes most bytes that one weight may have in its file: larger matrices are taken in
 *     blocks of rows
 */
public record GraphOptions(Target engine, Compute compute, WeightFormat weights, long bufferBytes) {
  /** What runs everywhere: ONNX Runtime on the CPU in f32, weights in Java's buffers. */
  public static final GraphOptions CPU =
      new GraphOptions(Target.ONNX_RUNTIME, Compute.F32, WeightFormat.F32, Integer.MAX_VALUE);

  /** Engines that the graphs have been run on. */
  public enum Target {
    ONNX_RUNTIME
  }

  /** Types of computation that have been shown equal to the reference. */
  public enum Compute {
    F32
  }

  /** Formats of weights. */
  public enum WeightFormat {
    /** As stored, widened to f32 when the graph is loaded: exact for bf16, f16 and f32. */
    F32
  }
}

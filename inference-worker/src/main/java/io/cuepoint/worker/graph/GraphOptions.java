package io.cuepoint.worker.graph;

import io.cuepoint.worker.quantize.QuantizedWeights;

/**
 * What a graph is written for.
 *
 * @param engine who runs it
 * @param compute the type that activations and matrix products have
 * @param weights matrices to take instead of the checkpoint's
 * @param widened whether these are widened to f32 in each run, for many rows at a time
 * @param bufferBytes most bytes that one weight may have in its file: larger matrices are taken in
 *     blocks of rows
 */
public record GraphOptions(
    Target engine, Compute compute, QuantizedWeights weights, boolean widened, long bufferBytes) {
  /**
   * In f32 twice as much, half of what ONNX Runtime computes once, when it loads a graph: larger
   * matrices would be widened in every run.
   */
  private static final long WIDENED_ONCE_BYTES = 256 << 20;

  /** ONNX Runtime on the CPU, all weights as stored and widened to f32. */
  public static final GraphOptions CPU =
      new GraphOptions(
          Target.ONNX_RUNTIME, Compute.F32, QuantizedWeights.NONE, false, WIDENED_ONCE_BYTES);

  /** Most bytes of a quantised matrix that is widened at a time. */
  public static final long WIDENED_BYTES = 128 << 20;

  /** Engines that graphs are written for. */
  public enum Target {
    /** On the CPU, with two operators of its own. */
    ONNX_RUNTIME,
    /** On NVIDIA's GPUs, of standard operators alone; in f32 also run by ONNX Runtime. */
    TENSORRT
  }

  /** Types of computation. */
  public enum Compute {
    /** Shown equal to the reference. */
    F32,
    /** As the reference computes on a GPU: norms, angles and attention weights stay in f32. */
    BF16
  }

  /** TensorRT in {@code compute}, all weights as stored, however large. */
  public static GraphOptions tensorRt(Compute compute) {
    return new GraphOptions(Target.TENSORRT, compute, QuantizedWeights.NONE, false, Long.MAX_VALUE);
  }

  /** The same with these matrices in fewer bits. */
  public GraphOptions with(QuantizedWeights quantized) {
    return new GraphOptions(engine, compute, quantized, widened, bufferBytes);
  }

  /** The same for many rows at a time. */
  public GraphOptions widening() {
    return new GraphOptions(engine, compute, weights, true, bufferBytes);
  }
}

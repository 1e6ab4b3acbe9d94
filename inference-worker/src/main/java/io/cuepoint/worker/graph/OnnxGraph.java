package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.TensorRef;
import java.util.List;

/** An ONNX model and the weights it refers to. */
public final class OnnxGraph {
  private final byte[] model;
  private final List<TensorRef> weights;

  OnnxGraph(byte[] model, List<TensorRef> weights) {
    this.model = model;
    this.weights = List.copyOf(weights);
  }

  /** A {@code ModelProto} whose weights are external. */
  public byte[] model() {
    return model;
  }

  /**
   * The external weights in the order of their first use: name in the model, element type, shape,
   * file and place in it; none is over 2^31 - 1 bytes.
   */
  public List<TensorRef> weights() {
    return weights;
  }
}

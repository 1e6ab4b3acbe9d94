package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.TensorRef;
import java.util.List;

/** An ONNX model and the weights it refers to. */
public final class OnnxGraph {
  private final byte[] model;
  private final List<TensorRef> weights;
  private final List<TensorRef> inputs;

  OnnxGraph(byte[] model, List<TensorRef> weights, List<TensorRef> inputs) {
    this.model = model;
    this.weights = List.copyOf(weights);
    this.inputs = List.copyOf(inputs);
  }

  /** A {@code ModelProto} whose weights are external. */
  public byte[] model() {
    return model;
  }

  /**
   * The external weights in the order of their first use: name in the model, element type, shape,
   * file and place in it, values of 4 bits as bytes; none is over 2^31 - 1 bytes.
   */
  public List<TensorRef> weights() {
    return weights;
  }

  /** Weights that are inputs of every run, likewise. */
  public List<TensorRef> inputs() {
    return inputs;
  }
}

package io.cuepoint.worker.engine.choice;

import java.util.Locale;

/** What runs a model. */
public enum EngineKind {
  /** TensorRT where a GPU and the libraries are there, else ONNX Runtime. */
  AUTO,
  /** On the CPU. */
  ONNXRUNTIME,
  /** On an NVIDIA GPU. */
  TENSORRT;

  /** As it is written in properties, options and profiles: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of this label.
   *
   * @param property that asks for it, for the message
   * @throws IllegalArgumentException that names all labels
   */
  public static EngineKind parse(String property, String label) {
    for (EngineKind kind : values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        property + ": " + label + " (expected: auto, onnxruntime or tensorrt)");
  }
}

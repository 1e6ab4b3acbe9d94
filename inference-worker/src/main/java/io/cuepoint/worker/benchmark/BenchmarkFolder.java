package io.cuepoint.worker.benchmark;

import java.nio.file.Path;

/** Where what a benchmark makes is kept, for the next one to take. */
record BenchmarkFolder(Path path) {
  Path checkpoint(Shape shape) {
    return path.resolve("random-" + shape.label());
  }

  /** A copy of the checkpoint's {@code config.json}, for peers: they run without a checkpoint. */
  Path config(Shape shape) {
    return path.resolve("random-" + shape.label() + ".json");
  }

  /** The model that llama.cpp reads. */
  Path gguf(Shape shape, String kind) {
    return path.resolve("random-" + shape.label() + '-' + kind + ".gguf");
  }

  Path weights() {
    return path.resolve("weights");
  }

  /** What f32 weights say. */
  Path scores(Shape shape) {
    return path.resolve("scores-" + shape.label());
  }
}

package io.cuepoint.worker.benchmark;

import java.nio.file.Path;

/** Where what a benchmark makes is kept, for the next one to take. */
record BenchmarkFolder(Path path) {
  Path checkpoint(Shape shape) {
    return path.resolve("random-" + shape.label());
  }

  Path weights() {
    return path.resolve("weights");
  }

  /** What f32 weights say. */
  Path scores(Shape shape) {
    return path.resolve("scores-" + shape.label());
  }
}

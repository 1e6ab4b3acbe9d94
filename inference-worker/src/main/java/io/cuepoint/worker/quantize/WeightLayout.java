package io.cuepoint.worker.quantize;

import io.cuepoint.worker.checkpoint.DType;
import io.cuepoint.worker.checkpoint.TensorRef;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * How an engine wants quantised matrices: of each its values and its scales, both in as many strips
 * that lie one after the other. Thread-safe.
 */
interface WeightLayout {
  /** Tells its files from those of other layouts. */
  String label();

  /** Of a value. */
  int bits();

  /** Whether a matrix can lie so; one that cannot is used as it is stored. */
  boolean takes(TensorRef matrix);

  long strips(TensorRef matrix);

  Stored values(TensorRef matrix);

  Stored scales(TensorRef matrix);

  /**
   * Rounds part of a matrix and appends what comes of it.
   *
   * @param first strip
   * @param values little endian
   * @param scales likewise
   */
  void round(TensorRef matrix, long first, int strips, ByteBuffer values, ByteBuffer scales);

  /** A tensor in the file. */
  record Stored(DType type, List<Long> shape) {
    public Stored {
      shape = List.copyOf(shape);
    }

    long bytes() {
      return shape.stream().reduce((long) type.bytes(), (a, b) -> a * b);
    }
  }
}

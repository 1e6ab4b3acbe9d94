package io.cuepoint.worker.graph;

import io.cuepoint.worker.quantize.QuantizedMatrix;

/** Products of rows and quantised matrices, as an engine takes them. */
interface MatrixProducts {
  /** {@code x [rows, in]} times {@code matrix [out, in]} transposed. */
  String of(String x, QuantizedMatrix matrix);

  /** The same plus {@code bias [out]}. */
  String of(String x, QuantizedMatrix matrix, String bias);
}

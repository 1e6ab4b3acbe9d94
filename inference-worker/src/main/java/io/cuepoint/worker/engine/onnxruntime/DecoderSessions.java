package io.cuepoint.worker.engine.onnxruntime;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.ComputeThreads;
import io.cuepoint.worker.graph.DecoderGraph;
import io.cuepoint.worker.graph.GraphOptions;

/**
 * The decoder's graph for one row, and the one for more. They are the same but in int8, where the
 * second widens the matrices to f32 before each product: over many rows that is faster than
 * products of 8-bit values on processors without instructions for these, and it rounds no row of a
 * prompt, however it is cut.
 */
final class DecoderSessions implements AutoCloseable {
  private final GraphSession one;
  private final GraphSession more;

  private DecoderSessions(GraphSession one, GraphSession more) {
    this.one = one;
    this.more = more;
  }

  static DecoderSessions load(
      Checkpoint checkpoint, WeightFormat format, GraphOptions options, ComputeThreads threads) {
    GraphSession one = session(checkpoint, options, threads);
    if (format != WeightFormat.INT8) {
      return new DecoderSessions(one, one);
    }
    try {
      return new DecoderSessions(one, session(checkpoint, options.widening(), threads));
    } catch (RuntimeException e) {
      one.close();
      throw e;
    }
  }

  private static GraphSession session(
      Checkpoint checkpoint, GraphOptions options, ComputeThreads threads) {
    return new GraphSession(
        DecoderGraph.write(checkpoint.config().text(), checkpoint.weights(), options), threads);
  }

  /** What takes in {@code rows} at a time. */
  GraphSession of(int rows) {
    return rows == 1 ? one : more;
  }

  @Override
  public void close() {
    try {
      one.close();
    } finally {
      if (more != one) {
        more.close();
      }
    }
  }
}

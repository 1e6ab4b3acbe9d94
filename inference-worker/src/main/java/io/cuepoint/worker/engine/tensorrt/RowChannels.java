package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.TextConfig;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/** The way of the decoder's rows to a device, with where they stand and what they see. */
final class RowChannels implements AutoCloseable {
  private final TextConfig config;
  private final int capacity;
  private final InputChannel x;
  private final InputChannel cos;
  private final InputChannel sin;
  private final InputChannel rows;
  private final InputChannel columns;
  private final InputChannel writePosition;

  /** Allocates on the device that the thread works on. */
  RowChannels(TextConfig config, StagedDecoder.Measures measures) {
    this.config = config;
    this.capacity = measures.capacity();
    long most = Math.max(measures.maxRows(), measures.slots());
    long angles = Float.BYTES * most * config.headDim() / 2;
    this.x = new InputChannel("x", Float.BYTES * most * config.hidden());
    this.cos = new InputChannel("cos", angles);
    this.sin = new InputChannel("sin", angles);
    this.rows = new InputChannel("rows", Integer.BYTES * most);
    this.columns = new InputChannel("columns", (long) Integer.BYTES * capacity);
    this.writePosition = new InputChannel("write_pos", (long) Long.BYTES * measures.slots());
  }

  /** Sends what never changes. */
  void begin(CudaStream stream) {
    columns.put(IntStream.range(0, capacity).toArray());
    columns.upload(stream);
    stream.await("columns");
  }

  /** Has the context take {@code count} rows of each of {@code sequences}. */
  void bind(IExecutionContext context, int sequences, int count, int visible) {
    long all = (long) sequences * count;
    long angles = config.headDim() / 2;
    x.bind(context, all, config.hidden());
    cos.bind(context, all, angles);
    sin.bind(context, all, angles);
    rows.bind(context, sequences, count);
    columns.bind(context, visible);
    writePosition.bind(context, sequences);
  }

  /** Takes rows of one sequence. */
  void put(DecoderStep step) {
    x.put(step.x());
    cos.put(step.cos());
    sin.put(step.sin());
    rows.put(step.rows());
    writePosition.longs(1).put(0, step.length());
  }

  /** Takes a row for each slot of a batch, {@code embeddings} filled in by the caller. */
  void put(DecodeBatch batch, Consumer<FloatBuffer> embeddings) {
    int count = batch.count();
    int angles = count * config.headDim() / 2;
    embeddings.accept(x.floats(count * config.hidden()));
    new BatchBuffers(
            cos.floats(angles),
            sin.floats(angles),
            rows.integers(count),
            writePosition.longs(count))
        .fill(batch, capacity);
  }

  /** Sends what was put last. */
  void upload(CudaStream stream) {
    for (InputChannel each : List.of(x, cos, sin, rows, writePosition)) {
      each.upload(stream);
    }
  }

  @Override
  public void close() {
    for (InputChannel each : List.of(x, cos, sin, rows, columns, writePosition)) {
      Closing.quietly(each);
    }
  }
}

package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.engine.TokenChoice;
import io.cuepoint.worker.engine.TokenDecoder;
import io.cuepoint.worker.graph.GpuTokenChoice;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/** All that goes to the decoder's graph and comes back, but caches. */
final class DecoderChannels implements AutoCloseable {
  private final TextConfig config;
  private final int capacity;
  private final int words;
  private final InputChannel x;
  private final InputChannel cos;
  private final InputChannel sin;
  private final InputChannel rows;
  private final InputChannel columns;
  private final InputChannel writePosition;
  private final InputChannel last;
  private final InputChannel allowed;
  private final InputChannel seen;
  private final InputChannel penalty;
  private final ChoiceBuffers choices;
  private final OutputChannel logits;
  private final OutputChannel tokens;
  private final OutputChannel totals;

  /**
   * Allocates.
   *
   * @param capacity positions that rows see, at most
   * @param maxRows most rows of one sequence
   * @param batch most sequences
   */
  DecoderChannels(TextConfig config, int capacity, int maxRows, int batch) {
    this.config = config;
    this.capacity = capacity;
    int bytes = GpuTokenChoice.bytes(config.vocab());
    this.words = bytes / Long.BYTES;
    long most = Math.max(maxRows, batch);
    long angles = Float.BYTES * most * config.headDim() / 2;
    this.x = new InputChannel("x", Float.BYTES * most * config.hidden());
    this.cos = new InputChannel("cos", angles);
    this.sin = new InputChannel("sin", angles);
    this.rows = new InputChannel("rows", Integer.BYTES * most);
    this.columns = new InputChannel("columns", (long) Integer.BYTES * capacity);
    this.writePosition = new InputChannel("write_pos", (long) Long.BYTES * batch);
    this.last = new InputChannel("last", (long) Long.BYTES * batch);
    this.allowed = new InputChannel("allowed", (long) batch * bytes);
    this.seen = new InputChannel("seen", (long) batch * bytes);
    this.penalty = new InputChannel("penalty", (long) Float.BYTES * batch);
    this.choices =
        new ChoiceBuffers(
            words, allowed.longs(batch * words), seen.longs(batch * words), penalty.floats(batch));
    this.logits = new OutputChannel("logits", (long) Float.BYTES * batch * config.vocab());
    this.tokens = new OutputChannel("token", (long) Long.BYTES * batch);
    this.totals = new OutputChannel("total", (long) Float.BYTES * batch);
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
    long bytes = (long) words * Long.BYTES;
    x.bind(context, all, config.hidden());
    cos.bind(context, all, angles);
    sin.bind(context, all, angles);
    rows.bind(context, sequences, count);
    columns.bind(context, visible);
    writePosition.bind(context, sequences);
    last.bind(context, sequences);
    allowed.bind(context, sequences, bytes);
    seen.bind(context, sequences, bytes);
    penalty.bind(context, sequences, 1);
    logits.bind(context);
    tokens.bind(context);
    totals.bind(context);
  }

  /** Takes rows of one sequence. */
  void put(DecoderStep step) {
    x.put(step.x());
    cos.put(step.cos());
    sin.put(step.sin());
    rows.put(step.rows());
    writePosition.longs(1).put(0, step.length());
    last.longs(1).put(0, step.count() - 1L);
  }

  /** Takes a row for each slot of a batch. */
  void put(DecodeBatch batch) {
    int count = batch.count();
    new BatchBuffers(
            x.floats(count * config.hidden()),
            cos.floats(count * config.headDim() / 2),
            sin.floats(count * config.headDim() / 2),
            rows.integers(count),
            writePosition.longs(count),
            last.longs(count))
        .fill(batch, capacity);
  }

  /** Takes how a slot's next token is chosen. */
  void put(int slot, TokenChoice choice) {
    choices.put(slot, choice);
  }

  void uploadRows(CudaStream stream) {
    for (InputChannel each : List.of(x, cos, sin, rows, writePosition, last)) {
      each.upload(stream);
    }
  }

  /** Sends how the tokens of {@code count} slots from {@code first} are chosen. */
  void uploadChoices(CudaStream stream, int first, int count) {
    long set = (long) words * Long.BYTES;
    allowed.upload(stream, first * set, count * set);
    seen.upload(stream, first * set, count * set);
    penalty.upload(stream, (long) first * Float.BYTES, (long) count * Float.BYTES);
  }

  /** Has the scores of one sequence come back. */
  void downloadLogits(CudaStream stream) {
    logits.download(stream, (long) Float.BYTES * config.vocab());
  }

  /** Has the tokens of a batch come back, and no scores. */
  void downloadTokens(CudaStream stream, int sequences) {
    tokens.download(stream, (long) Long.BYTES * sequences);
    totals.download(stream, (long) Float.BYTES * sequences);
  }

  /** The scores, once the stream is done. */
  float[] logits() {
    return logits.floats(config.vocab());
  }

  /** The token after each of a batch's rows, once the stream is done. */
  int[] tokens(DecodeBatch batch) {
    long[] chosen = tokens.longs(batch.count());
    float[] sums = totals.floats(batch.count());
    return batch.rows().stream()
        .mapToInt(row -> row.slot() - batch.first())
        .map(i -> Float.isFinite(sums[i]) ? (int) chosen[i] : TokenDecoder.NOT_A_NUMBER)
        .toArray();
  }

  @Override
  public void close() {
    for (AutoCloseable each :
        List.<AutoCloseable>of(
            x,
            cos,
            sin,
            rows,
            columns,
            writePosition,
            last,
            allowed,
            seen,
            penalty,
            logits,
            tokens,
            totals)) {
      Closing.quietly(each);
    }
  }
}

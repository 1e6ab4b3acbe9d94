package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.engine.TokenChoice;
import io.cuepoint.worker.engine.TokenDecoder;
import io.cuepoint.worker.graph.GpuTokenChoice;
import java.nio.LongBuffer;
import java.util.List;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/** The way back of scores and tokens, and how tokens are to be chosen. */
final class ScoreChannels implements AutoCloseable {
  private final TextConfig config;
  private final int words;
  private final InputChannel last;
  private final InputChannel allowed;
  private final InputChannel seen;
  private final InputChannel penalty;
  private final ChoiceBuffers choices;
  private final OutputChannel logits;
  private final OutputChannel tokens;
  private final OutputChannel totals;

  /** Allocates for so many sequences on the device that the thread works on. */
  ScoreChannels(TextConfig config, int slots) {
    this.config = config;
    int bytes = GpuTokenChoice.bytes(config.vocab());
    this.words = bytes / Long.BYTES;
    this.last = new InputChannel("last", (long) Long.BYTES * slots);
    this.allowed = new InputChannel("allowed", (long) slots * bytes);
    this.seen = new InputChannel("seen", (long) slots * bytes);
    this.penalty = new InputChannel("penalty", (long) Float.BYTES * slots);
    this.choices =
        new ChoiceBuffers(
            words, allowed.longs(slots * words), seen.longs(slots * words), penalty.floats(slots));
    this.logits = new OutputChannel("logits", (long) Float.BYTES * slots * config.vocab());
    this.tokens = new OutputChannel("token", (long) Long.BYTES * slots);
    this.totals = new OutputChannel("total", (long) Float.BYTES * slots);
  }

  /** What goes beside rows of one sequence; its scores come back. */
  StageEnd scores(DecoderStep step) {
    last.longs(1).put(0, step.count() - 1L);
    return end(
        last::upload, stream -> logits.download(stream, (long) Float.BYTES * config.vocab()));
  }

  /** What goes beside a row of each slot of a batch; tokens come back, and no scores. */
  StageEnd tokens(DecodeBatch batch) {
    int count = batch.count();
    LongBuffer rows = last.longs(count);
    for (int i = 0; i < count; i++) {
      rows.put(i, i);
    }
    long set = (long) words * Long.BYTES;
    int first = batch.first();
    return end(
        stream -> {
          last.upload(stream);
          allowed.upload(stream, first * set, count * set);
          seen.upload(stream, first * set, count * set);
          penalty.upload(stream, (long) first * Float.BYTES, (long) count * Float.BYTES);
        },
        stream -> {
          tokens.download(stream, (long) Long.BYTES * count);
          totals.download(stream, (long) Float.BYTES * count);
        });
  }

  private StageEnd end(StageEnd.Copies before, StageEnd.Copies after) {
    return new StageEnd(this::bind, before, after);
  }

  private void bind(IExecutionContext context, int sequences) {
    long bytes = (long) words * Long.BYTES;
    last.bind(context, sequences);
    allowed.bind(context, sequences, bytes);
    seen.bind(context, sequences, bytes);
    penalty.bind(context, sequences, 1);
    logits.bind(context);
    tokens.bind(context);
    totals.bind(context);
  }

  /** Takes how a slot's next token is chosen. */
  void put(int slot, TokenChoice choice) {
    choices.put(slot, choice);
  }

  /** The scores, once the stream is done. */
  float[] logits() {
    return logits.copy(config.vocab());
  }

  /** The token after each of a batch's rows, once the stream is done. */
  int[] chosen(DecodeBatch batch) {
    long[] chosen = tokens.longs(batch.count());
    float[] sums = totals.copy(batch.count());
    return batch.rows().stream()
        .mapToInt(row -> row.slot() - batch.first())
        .map(i -> Float.isFinite(sums[i]) ? (int) chosen[i] : TokenDecoder.NOT_A_NUMBER)
        .toArray();
  }

  @Override
  public void close() {
    for (AutoCloseable each :
        List.<AutoCloseable>of(last, allowed, seen, penalty, logits, tokens, totals)) {
      Closing.quietly(each);
    }
  }
}

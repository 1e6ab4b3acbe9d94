package io.cuepoint.worker.benchmark;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.TokenDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;

/**
 * Times any engine through its port on a random checkpoint: what callers get, copies to and from
 * the device and the search for the best token included. Decoding is timed alone and, where the
 * engine serves callers together, of 8 and 32 at a time.
 */
public final class GpuBenchmark {
  private static final long SEED = 7;

  /** Larger chunks than these have no use: the matrix units are busy by then. */
  private static final int CHUNK = 512;

  private static final int TIMES = 3;

  private static final int[] TOGETHER = {8, 32};

  private final Path folder;
  private final Shape shape;
  private final boolean quick;

  /**
   * A benchmark.
   *
   * @param folder for the random checkpoint, which is kept
   * @param quick whether less is measured
   */
  public GpuBenchmark(Path folder, Shape shape, boolean quick) {
    this.folder = folder;
    this.shape = shape;
    this.quick = quick;
  }

  /**
   * Makes the checkpoint, unless it is there, and measures the engine that is opened for it.
   *
   * @param figures is given each as it is found: what fails later takes none of them back
   */
  public void run(Function<Checkpoint, Engine> engines, ObjDoubleConsumer<String> figures)
      throws IOException {
    Checkpoint checkpoint =
        RandomCheckpoint.make(new BenchmarkFolder(folder).checkpoint(shape), shape);
    Lengths lengths = shape.lengths(quick);
    long begin = System.nanoTime();
    try (Engine engine = engines.apply(checkpoint)) {
      figures.accept("load, with building (s)", seconds(begin));
      DecoderFeed feed = new DecoderFeed(checkpoint, engine.decoder());
      prefill(checkpoint, engine, feed, lengths.prompt(), figures);
      decode(checkpoint, engine, feed, lengths.past(), lengths.decoded(), figures);
      if (lengths.longPrompt() > 0) {
        prefill(checkpoint, engine, feed, lengths.longPrompt(), figures);
      }
      decode(checkpoint, engine, feed, lengths.longPast(), lengths.decoded(), figures);
      for (int callers : TOGETHER) {
        if (engine.decoder() instanceof TokenDecoder decoder && decoder.together() >= callers) {
          double seconds =
              new DecodeTogether(decoder, feed).seconds(callers, lengths.past(), lengths.decoded());
          figures.accept(
              "decode of %d together after %d (tokens/s)".formatted(callers, lengths.past()),
              callers / seconds);
          figures.accept(
              "decode of %d together after %d, %s weights read (GB/s)"
                  .formatted(callers, lengths.past(), engine.weights().format().label()),
              weightBytes(checkpoint, engine) / 1e9 / seconds);
        }
      }
      // last: every size of frame has a plan of its own, which may have to be built
      vision(checkpoint, engine, figures);
    }
  }

  private static void vision(
      Checkpoint checkpoint, Engine engine, ObjDoubleConsumer<String> figures) {
    VisionMeasure measure = new VisionMeasure(checkpoint.config().vision(), engine.vision());
    int cell = checkpoint.config().vision().cellPixels();
    for (int[] size : new int[][] {{224, 420}, {364, 644}}) {
      double unused = measure.pair(size[0], size[1]); // the first frame of a size loads its plan
      double tokens = (double) size[0] / cell * size[1] / cell;
      figures.accept(
          "vision, pair of %d x %d (tokens/s)".formatted(size[0], size[1]),
          tokens / measure.pair(size[0], size[1]));
    }
  }

  private static void prefill(
      Checkpoint checkpoint,
      Engine engine,
      DecoderFeed feed,
      int tokens,
      ObjDoubleConsumer<String> figures) {
    try (KvCache cache = engine.decoder().newCache(tokens)) {
      double best = 0;
      for (int i = 0; i < TIMES; i++) {
        cache.truncate(0);
        long begin = System.nanoTime();
        fill(cache, feed, tokens);
        best = Math.max(best, tokens / seconds(begin));
      }
      figures.accept("prefill of %d (tokens/s)".formatted(tokens), best);
      // two operations for each weight that every token meets
      figures.accept(
          "prefill of %d, products with weights (TFLOP/s)".formatted(tokens),
          2 * best * everyRow(checkpoint) / 1e12);
    }
  }

  private static void decode(
      Checkpoint checkpoint,
      Engine engine,
      DecoderFeed feed,
      int past,
      int tokens,
      ObjDoubleConsumer<String> figures) {
    try (KvCache cache = engine.decoder().newCache(past + tokens + 2)) {
      fill(cache, feed, past);
      // the first two steps prepare the engine for steps of this length
      int id = feed.next(cache, feed.next(cache, feed.ids(1, SEED)[0]));
      double best = Double.MAX_VALUE;
      for (int i = 0; i < tokens; i++) {
        long begin = System.nanoTime();
        id = feed.next(cache, id);
        best = Math.min(best, seconds(begin));
      }
      figures.accept("decode after %d (tokens/s)".formatted(past), 1 / best);
      figures.accept(
          "decode after %d, %s weights read (GB/s)"
              .formatted(past, engine.weights().format().label()),
          weightBytes(checkpoint, engine) / 1e9 / best);
    }
  }

  /** Bytes that a step reads of the decoder: every layer and the head, without scales. */
  private static double weightBytes(Checkpoint checkpoint, Engine engine) {
    return (double) engine.weights().format().bits()
        / Byte.SIZE
        * checkpoint.weights().matrices().stream().mapToLong(TensorRef::elements).sum();
  }

  /** Weights of all layers; of the last one those of keys and values, and not the head. */
  private static long everyRow(Checkpoint checkpoint) {
    TextConfig text = checkpoint.config().text();
    Weights weights = checkpoint.weights();
    long inLayers =
        weights.matrices().stream().mapToLong(TensorRef::elements).sum()
            - weights.head().elements();
    long queries = (long) text.heads() * text.headDim();
    return inLayers - text.hidden() * (2 * queries + 3L * text.intermediate());
  }

  static void fill(KvCache cache, DecoderFeed feed, int tokens) {
    int[] ids = feed.ids(tokens, SEED);
    for (int from = 0; from < tokens; from += CHUNK) {
      float[] unused =
          feed.append(cache, Arrays.copyOfRange(ids, from, Math.min(tokens, from + CHUNK)));
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}

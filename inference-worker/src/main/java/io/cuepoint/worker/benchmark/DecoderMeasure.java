package io.cuepoint.worker.benchmark;

import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.onnxruntime.OnnxRuntimeEngine;
import java.util.Arrays;

/** Times the decoder. */
final class DecoderMeasure {
  private static final long SEED = 7;

  /** Most tokens of a prompt taken in at a time, as the worker does by default. */
  private static final int CHUNK = 512;

  private final OnnxRuntimeEngine engine;
  private final DecoderFeed feed;

  DecoderMeasure(OnnxRuntimeEngine engine, DecoderFeed feed) {
    this.engine = engine;
    this.feed = feed;
  }

  /** Best tokens a second of some prefills. */
  double prefill(int tokens, int times) {
    int[] ids = feed.ids(tokens, SEED);
    double best = 0;
    try (KvCache cache = engine.decoder().newCache(tokens)) {
      for (int i = 0; i < times; i++) {
        cache.truncate(0);
        long begin = System.nanoTime();
        for (int from = 0; from < tokens; from += CHUNK) {
          float[] unused =
              feed.append(cache, Arrays.copyOfRange(ids, from, Math.min(tokens, from + CHUNK)));
        }
        best = Math.max(best, tokens / seconds(begin));
      }
    }
    return best;
  }

  /**
   * Steps of greedy decoding.
   *
   * @param tokensPerSecond of the best step
   * @param shareOfJava of all steps' time that was not spent in the runtime
   */
  record Decoding(double tokensPerSecond, double shareOfJava) {}

  /** Decodes {@code tokens} tokens after {@code past} ones; the first is not timed. */
  Decoding decode(int past, int tokens) {
    try (KvCache cache = engine.noise(past + tokens + 1, past, SEED)) {
      int id = DecoderFeed.best(feed.append(cache, feed.ids(1, SEED)));
      double best = Double.MAX_VALUE;
      long begin = System.nanoTime();
      long inside = engine.decoding().toNanos();
      for (int i = 0; i < tokens; i++) {
        long step = System.nanoTime();
        id = DecoderFeed.best(feed.append(cache, id));
        best = Math.min(best, seconds(step));
      }
      double all = seconds(begin);
      return new Decoding(1 / best, 1 - (engine.decoding().toNanos() - inside) / 1e9 / all);
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}

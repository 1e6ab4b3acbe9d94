package io.cuepoint.worker.benchmark;

import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.TokenDecoder;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Times decoding of several callers at a time, each on a thread and a cache of its own. */
final class DecodeTogether {
  private static final long SEED = 7;

  /** Steps before the clock starts: the engine prepares itself for so many callers. */
  private static final int WARMING = 8;

  private final TokenDecoder decoder;
  private final DecoderFeed feed;

  DecodeTogether(TokenDecoder decoder, DecoderFeed feed) {
    this.decoder = decoder;
    this.feed = feed;
  }

  /**
   * Seconds in which every caller gets one token, on average.
   *
   * @param past positions that each cache holds before
   * @param tokens of each caller
   */
  double seconds(int callers, int past, int tokens) {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    CyclicBarrier begun = new CyclicBarrier(callers);
    try {
      // as they end: when one fails, the others wait for it until they are interrupted
      CompletionService<Long> ended = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < callers; i++) {
        int first = feed.ids(1, SEED + i)[0];
        Future<Long> unused = ended.submit(() -> nanos(first, past, tokens, begun));
      }
      long longest = 0;
      for (int i = 0; i < callers; i++) {
        longest = Math.max(longest, ended.take().get());
      }
      return longest / 1e9 / tokens;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + callers + " decoded together", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("decoding of " + callers + " together", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private long nanos(int first, int past, int tokens, CyclicBarrier begun)
      throws InterruptedException, BrokenBarrierException {
    try (KvCache cache = decoder.newCache(past + WARMING + tokens)) {
      GpuBenchmark.fill(cache, feed, past);
      int unusedPlace = begun.await();
      int id = first;
      for (int i = 0; i < WARMING; i++) {
        id = feed.next(cache, id);
      }
      unusedPlace = begun.await();
      long begin = System.nanoTime();
      for (int i = 0; i < tokens; i++) {
        id = feed.next(cache, id);
      }
      return System.nanoTime() - begin;
    }
  }
}

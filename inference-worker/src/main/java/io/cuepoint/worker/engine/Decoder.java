package io.cuepoint.worker.engine;

/**
 * The decoder. Prefill, prefill in chunks and decoding are the same call with more or fewer rows.
 * Thread-safe, as long as each cache has one user at a time.
 */
public interface Decoder {
  /**
   * An empty cache for {@code positions} tokens.
   *
   * @throws MemoryRefusedException before anything is allocated, when it would not fit
   */
  KvCache newCache(int positions);

  /**
   * Takes in rows after those in {@code cache}, which then holds them too.
   *
   * @return the logits {@code [vocabulary]} after the last row
   * @throws MemoryRefusedException before anything is allocated, when it would not fit
   * @throws EngineException when the runtime fails; the cache then holds what it held before
   */
  float[] append(KvCache cache, DecoderRows rows);
}

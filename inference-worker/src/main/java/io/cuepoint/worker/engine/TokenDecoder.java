package io.cuepoint.worker.engine;

/**
 * A decoder that chooses tokens where it computes their scores, which stay there. Callers on
 * several threads, each with a cache of its own, are served together where the engine can.
 */
public interface TokenDecoder extends Decoder {
  /** No score that may be chosen is a number. */
  int NOT_A_NUMBER = -1;

  /**
   * Takes in one row after those in {@code cache}, which then holds it too.
   *
   * @return the token to go on with, or {@link #NOT_A_NUMBER} when the score of one that may follow
   *     is none
   * @throws EngineException when the runtime fails; the cache then holds what it held before
   */
  int next(KvCache cache, DecoderRows row, TokenChoice choice);

  /** How many callers are served together at most. */
  int together();
}

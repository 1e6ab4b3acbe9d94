package io.cuepoint.worker.engine;

/** Keys and values of the tokens taken in so far, in one place; not thread-safe. */
public interface KvCache extends AutoCloseable {
  /** How many tokens it can hold. */
  int capacity();

  /** How many it holds. */
  int length();

  /** Forgets all but the first {@code length} tokens. */
  void truncate(int length);

  @Override
  void close();
}

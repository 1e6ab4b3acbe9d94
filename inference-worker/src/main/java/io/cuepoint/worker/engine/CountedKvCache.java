package io.cuepoint.worker.engine;

/** A cache that counts what it holds; where that lies is its engine's matter. */
public abstract class CountedKvCache implements KvCache {
  private final int capacity;
  private int length;

  /** An empty one for {@code capacity} tokens. */
  protected CountedKvCache(int capacity) {
    this.capacity = capacity;
  }

  /** It holds {@code rows} more tokens. */
  public final void grow(int rows) {
    length += rows;
  }

  @Override
  public final int capacity() {
    return capacity;
  }

  @Override
  public final int length() {
    return length;
  }

  @Override
  public final void truncate(int to) {
    if (to < 0 || to > length) {
      throw new IllegalArgumentException("length: " + to + " (expected: 0 to " + length + ")");
    }
    length = to;
  }
}

package io.cuepoint.worker.generate;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of the frame pairs looked at last, by what the frames show: overlapping clips share
 * pairs, and no pair's tokens depend on another's. Bounded in bytes; thread-safe.
 */
final class FeatureCache {
  private final long limit;
  private final Map<ByteBuffer, float[]> tokens = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * Keeps up to {@code limit} bytes.
   *
   * @param limit 0 keeps nothing
   */
  FeatureCache(long limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("feature cache: " + limit + " bytes (expected: >= 0)");
    }
    this.limit = limit;
  }

  /** What a pair is known by: a digest of its size and its pixels. */
  static ByteBuffer key(int width, int height, byte[] first, byte[] second) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(2 * Integer.BYTES).putInt(width).putInt(height).flip());
      digest.update(first);
      digest.update(second);
      return ByteBuffer.wrap(digest.digest()).asReadOnlyBuffer();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Tokens {@code [cells, hidden]} in raster order, or null; not to be changed. */
  synchronized float @Nullable [] find(ByteBuffer key) {
    return tokens.get(key);
  }

  synchronized void put(ByteBuffer key, float[] value) {
    long size = (long) Float.BYTES * value.length;
    if (size > limit || tokens.putIfAbsent(key, value) != null) {
      return;
    }
    bytes += size;
    Iterator<float[]> oldest = tokens.values().iterator();
    while (bytes > limit) {
      bytes -= (long) Float.BYTES * oldest.next().length;
      oldest.remove();
    }
  }

  /** Bytes that are kept now. */
  synchronized long bytes() {
    return bytes;
  }
}

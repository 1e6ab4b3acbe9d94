package io.cuepoint.worker.constrain;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of token ids: a bit for every id of the vocabulary, which masks may share, and single ids
 * beside it. No id is in both. Immutable.
 */
public final class Mask {
  static final Mask NONE = new Mask(null, new int[0]);

  private final long @Nullable [] bits;
  private final int[] ids;

  private Mask(long @Nullable [] bits, int[] ids) {
    this.bits = bits;
    this.ids = ids;
  }

  /** A mask of these, whichever way takes less memory. */
  static Mask of(int[] ids) {
    int words = Arrays.stream(ids).max().orElse(-1) / Long.SIZE + 1;
    if (2L * words > ids.length) {
      return ids.length == 0 ? NONE : new Mask(null, sorted(ids));
    }
    long[] bits = new long[words];
    for (int id : ids) {
      bits[id / Long.SIZE] |= 1L << id;
    }
    return new Mask(bits, new int[0]);
  }

  /** What is in either; its bits are shared with this one where only this one has any. */
  Mask or(Mask other) {
    if (other.bits == null) {
      return with(other.ids);
    }
    if (bits == null) {
      return other.with(ids);
    }
    long[] longer = bits.length < other.bits.length ? other.bits : bits;
    long[] shorter = longer == bits ? other.bits : bits;
    long[] both = longer.clone();
    for (int i = 0; i < shorter.length; i++) {
      both[i] |= shorter[i];
    }
    return new Mask(both, new int[0]).with(ids).with(other.ids);
  }

  /** Whether {@code id} is in it. */
  public boolean contains(int id) {
    return inBits(id) || Arrays.binarySearch(ids, id) >= 0;
  }

  /** How many ids are in it. */
  public int size() {
    return ids.length + (bits == null ? 0 : Arrays.stream(bits).mapToInt(Long::bitCount).sum());
  }

  public boolean isEmpty() {
    return bits == null && ids.length == 0;
  }

  /** Hands over every id once, in no order. */
  public void forEach(IntConsumer consumer) {
    for (int id : ids) {
      consumer.accept(id);
    }
    if (bits != null) {
      for (int i = 0; i < bits.length; i++) {
        for (long word = bits[i]; word != 0; word &= word - 1) {
          consumer.accept(i * Long.SIZE + Long.numberOfTrailingZeros(word));
        }
      }
    }
  }

  /** Bytes of memory that only this mask takes when its bits are shared. */
  long ownBytes() {
    return 64 + 4L * ids.length;
  }

  /** Bytes of memory of the bits. */
  long bitBytes() {
    return bits == null ? 0 : 8L * bits.length;
  }

  /**
   * Sets the bit of every id: {@code i % 64} of word {@code i / 64}.
   *
   * @param words for all ids of the vocabulary
   */
  public void addTo(long[] words) {
    for (int id : ids) {
      words[id / Long.SIZE] |= 1L << id;
    }
    if (bits != null) {
      for (int i = 0; i < bits.length; i++) {
        words[i] |= bits[i];
      }
    }
  }

  private Mask with(int[] more) {
    int[] added = Arrays.stream(more).filter(id -> !inBits(id)).toArray();
    if (added.length == 0) {
      return this;
    }
    int[] all = Arrays.copyOf(ids, ids.length + added.length);
    System.arraycopy(added, 0, all, ids.length, added.length);
    return new Mask(bits, sorted(all));
  }

  private static int[] sorted(int[] ids) {
    return Arrays.stream(ids).sorted().distinct().toArray();
  }

  private boolean inBits(int id) {
    return bits != null
        && id >= 0
        && id / Long.SIZE < bits.length
        && ((bits[id / Long.SIZE] >>> id) & 1) != 0;
  }
}

package io.cuepoint.worker.constrain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * What tokens do inside a JSON string in one of its phases, whatever the string's limits and
 * whatever comes after it: the tokens that stay inside, by the characters they begin, and the
 * places of the trie at which the string is closed. Thread-safe.
 */
final class TextTokens {
  private final ByteTrie trie;
  // both sorted by characters; entries of either are characters << 32 | token or node
  private final long[] inside;
  private final long[] exits;
  private final Map<Integer, Mask> masks = new HashMap<>();

  private TextTokens(ByteTrie trie, long[] inside, long[] exits) {
    this.trie = trie;
    this.inside = inside;
    this.exits = exits;
  }

  static TextTokens of(ByteTrie trie, int phase) {
    Scan scan = new Scan(trie);
    scan.below(ByteTrie.ROOT, phase, 0);
    return new TextTokens(trie, scan.inside.sorted(), scan.exits.sorted());
  }

  /** Tokens that stay inside and begin at most so many characters. */
  synchronized Mask inside(int most) {
    int last = inside.length == 0 ? 0 : (int) (inside[inside.length - 1] >> 32);
    return masks.computeIfAbsent(
        Math.min(most, last),
        limit ->
            Mask.of(
                Arrays.stream(inside, 0, before(inside, limit + 1L))
                    .mapToInt(each -> (int) each)
                    .toArray()));
  }

  /** Tokens that close the string after {@code least} to {@code most} characters. */
  void closing(int least, int most, Rule next, IntConsumer allowed) {
    for (int i = before(exits, least); i < before(exits, most + 1L); i++) {
      int node = (int) exits[i];
      if (trie.token(node) >= 0) {
        allowed.accept(trie.token(node));
      }
      trie.walk(node, next, allowed);
    }
  }

  /** Bytes of memory, with the masks that were asked for. */
  synchronized long bytes() {
    long bits = masks.values().stream().mapToLong(mask -> mask.bitBytes() + mask.ownBytes()).sum();
    return 8L * (inside.length + exits.length) + bits;
  }

  /** How many entries have fewer characters. */
  private static int before(long[] entries, long characters) {
    int found = Arrays.binarySearch(entries, characters << 32);
    return found < 0 ? -found - 1 : found;
  }

  private static final class Scan {
    private final ByteTrie trie;
    private final Longs inside = new Longs();
    private final Longs exits = new Longs();

    Scan(ByteTrie trie) {
      this.trie = trie;
    }

    void below(int node, int phase, int characters) {
      for (int child = node + 1; child < trie.end(node); child = trie.end(child)) {
        int to = TextPhases.after(phase, trie.label(child));
        if (to == TextPhases.CLOSED) {
          exits.add(((long) characters << 32) | child);
        } else if (to != TextPhases.NONE) {
          int begun = phase == TextPhases.BETWEEN ? characters + 1 : characters;
          if (trie.token(child) >= 0) {
            inside.add(((long) begun << 32) | trie.token(child));
          }
          below(child, to, begun);
        }
      }
    }
  }

  private static final class Longs {
    private long[] all = new long[64];
    private int size;

    void add(long value) {
      if (size == all.length) {
        all = Arrays.copyOf(all, 2 * size);
      }
      all[size++] = value;
    }

    long[] sorted() {
      long[] sorted = Arrays.copyOf(all, size);
      Arrays.sort(sorted);
      return sorted;
    }
  }
}

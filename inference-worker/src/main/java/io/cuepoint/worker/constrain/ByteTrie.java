package io.cuepoint.worker.constrain;

import io.cuepoint.worker.checkpoint.Vocabulary;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * All tokens by their bytes. Nodes are numbered in depth-first order, so that the children of a
 * node come right after it and all below it come before {@link #end}. Immutable.
 */
final class ByteTrie {
  static final int ROOT = 0;

  private final byte[] labels;
  private final int[] tokens;
  private final int[] ends;

  private ByteTrie(byte[] labels, int[] tokens, int[] ends) {
    this.labels = labels;
    this.tokens = tokens;
    this.ends = ends;
  }

  static ByteTrie of(Vocabulary vocabulary) {
    int[] ids =
        IntStream.range(0, vocabulary.size())
            .filter(id -> vocabulary.length(id) > 0)
            .boxed()
            .sorted(byBytes(vocabulary))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Builder(vocabulary, ids).build();
  }

  /** The byte that leads to a node, 0 to 255. */
  int label(int node) {
    return labels[node] & 0xFF;
  }

  /** The token whose bytes lead to a node, or -1. */
  int token(int node) {
    return tokens[node];
  }

  /** The first node that is not below this one. */
  int end(int node) {
    return ends[node];
  }

  /** Nodes, the root included. */
  int size() {
    return labels.length;
  }

  /** Bytes of memory that this takes. */
  long bytes() {
    return 9L * labels.length;
  }

  /** Hands over every token below {@code node} that {@code rule} allows from there on. */
  void walk(int node, Rule rule, IntConsumer allowed) {
    if (rule == Ends.DONE) {
      return;
    }
    for (int child = node + 1; child < ends[node]; child = ends[child]) {
      Rule next = rule.after(label(child));
      if (next != Ends.DEAD) {
        if (tokens[child] >= 0) {
          allowed.accept(tokens[child]);
        }
        walk(child, next, allowed);
      }
    }
  }

  private static Comparator<Integer> byBytes(Vocabulary vocabulary) {
    return (a, b) -> {
      int shared = shared(vocabulary, a, b);
      boolean within = shared < vocabulary.length(a) && shared < vocabulary.length(b);
      return within
          ? vocabulary.at(a, shared) - vocabulary.at(b, shared)
          : vocabulary.length(a) - vocabulary.length(b);
    };
  }

  /** How many bytes two tokens have in common at the start. */
  private static int shared(Vocabulary vocabulary, int a, int b) {
    int most = Math.min(vocabulary.length(a), vocabulary.length(b));
    int same = 0;
    while (same < most && vocabulary.at(a, same) == vocabulary.at(b, same)) {
      same++;
    }
    return same;
  }

  /** Lays out tokens that are sorted by their bytes. */
  private static final class Builder {
    private final Vocabulary vocabulary;
    private final int[] ids;
    private byte[] labels = new byte[1024];
    private int[] tokens = new int[1024];
    private int[] ends = new int[1024];
    private int size = 1;

    Builder(Vocabulary vocabulary, int[] ids) {
      this.vocabulary = vocabulary;
      this.ids = ids;
      tokens[ROOT] = -1;
    }

    ByteTrie build() {
      fill(ROOT, 0, 0, ids.length);
      return new ByteTrie(
          Arrays.copyOf(labels, size), Arrays.copyOf(tokens, size), Arrays.copyOf(ends, size));
    }

    /** Puts the tokens {@code [from, to)}, which share {@code depth} bytes, below a node. */
    private void fill(int node, int depth, int from, int to) {
      int at = from;
      if (depth > 0 && at < to && vocabulary.length(ids[at]) == depth) {
        tokens[node] = ids[at++];
      }
      while (at < to) {
        int label = vocabulary.at(ids[at], depth);
        int last = at + 1;
        while (last < to && vocabulary.at(ids[last], depth) == label) {
          last++;
        }
        fill(add(label), depth + 1, at, last);
        at = last;
      }
      ends[node] = size;
    }

    private int add(int label) {
      if (size == labels.length) {
        labels = Arrays.copyOf(labels, 2 * size);
        tokens = Arrays.copyOf(tokens, 2 * size);
        ends = Arrays.copyOf(ends, 2 * size);
      }
      labels[size] = (byte) label;
      tokens[size] = -1;
      return size++;
    }
  }
}

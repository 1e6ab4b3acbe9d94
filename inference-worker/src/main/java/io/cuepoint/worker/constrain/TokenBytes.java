package io.cuepoint.worker.constrain;

import io.cuepoint.worker.checkpoint.CheckpointException;
import io.cuepoint.worker.checkpoint.Tokenizer;
import io.cuepoint.worker.checkpoint.Vocabulary;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A vocabulary laid out for masks: built once for a model, shared by all of its constraints. Memory
 * is bounded by the vocabulary, whatever the constraints. Thread-safe.
 */
public final class TokenBytes {
  private final Vocabulary vocabulary;
  private final ByteTrie trie;
  private final int longest;
  private final AtomicReferenceArray<@Nullable TextTokens> phases =
      new AtomicReferenceArray<>(TextPhases.COUNT);

  private TokenBytes(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.trie = ByteTrie.of(vocabulary);
    this.longest = ids(vocabulary).map(vocabulary::length).max().orElse(0);
    // by far the largest, and every schema with a string needs it
    phases.set(TextPhases.BETWEEN, TextTokens.of(trie, TextPhases.BETWEEN));
  }

  /**
   * Lays a tokenizer's vocabulary out.
   *
   * @throws CheckpointException when a byte is no token: then some text could be begun and not
   *     ended
   */
  public static TokenBytes of(Tokenizer tokenizer) {
    return of(tokenizer.vocabulary());
  }

  static TokenBytes of(Vocabulary vocabulary) {
    BitSet single = new BitSet();
    ids(vocabulary)
        .filter(id -> vocabulary.length(id) == 1)
        .forEach(id -> single.set(vocabulary.at(id, 0)));
    int missing = single.nextClearBit(0);
    if (missing < 256) {
      throw new CheckpointException(
          "checkpoint.tokenizer",
          "tokenizer.json: no token for the byte 0x%02X (expected: one for each of 256)"
              .formatted(missing));
    }
    return new TokenBytes(vocabulary);
  }

  /** The vocabulary that this was made of. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Whether a token is text, unlike control tokens and ids that are none. */
  public boolean isText(int id) {
    return id >= 0 && id < vocabulary.size() && vocabulary.length(id) > 0;
  }

  /** Bytes of memory, with all that constraints share so far. */
  public long bytes() {
    long bytes = trie.bytes();
    for (int phase = 0; phase < phases.length(); phase++) {
      TextTokens tokens = phases.get(phase);
      bytes += tokens == null ? 0 : tokens.bytes();
    }
    return bytes;
  }

  ByteTrie trie() {
    return trie;
  }

  /** Bytes of the longest token. */
  int longest() {
    return longest;
  }

  TextTokens inText(int phase) {
    TextTokens found = phases.get(phase);
    if (found == null) {
      // two threads may both compute it; they get the same
      found = TextTokens.of(trie, phase);
      phases.set(phase, found);
    }
    return found;
  }

  private static IntStream ids(Vocabulary vocabulary) {
    return IntStream.range(0, vocabulary.size());
  }
}

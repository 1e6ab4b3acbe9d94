package io.cuepoint.worker.text;

import io.cuepoint.worker.checkpoint.Tokenizer;
import java.util.Arrays;

/**
 * Turns tokens into text as they come: characters leave when all their bytes are there. The pieces
 * joined are what decoding all tokens at once gives. Not thread-safe.
 */
public final class TextStream {
  private static final char BROKEN = '\uFFFD';

  private final Tokenizer tokenizer;
  private int[] pending = new int[0];

  public TextStream(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** Text that is whole with this token; often empty in the middle of a character. */
  public String accept(int id) {
    pending = Arrays.copyOf(pending, pending.length + 1);
    pending[pending.length - 1] = id;
    String text = tokenizer.decode(pending);
    if (text.isEmpty() || text.charAt(text.length() - 1) == BROKEN) {
      return "";
    }
    pending = new int[0];
    return text;
  }

  /** What is left at the end; a cut character becomes U+FFFD. */
  public String finish() {
    String text = pending.length == 0 ? "" : tokenizer.decode(pending);
    pending = new int[0];
    return text;
  }
}

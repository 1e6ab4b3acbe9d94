package io.cuepoint.index.merge;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A description's words without case and punctuation, with one space between two. */
final class Wording {
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private Wording() {}

  /** Text of nothing but punctuation stays as it is. */
  static String of(String description) {
    String folded =
        Normalizer.normalize(description, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    String words = BETWEEN.matcher(folded).replaceAll(" ").strip();
    return words.isEmpty() ? folded.strip() : words;
  }
}

package io.cuepoint.index.merge;

import java.util.Collection;

/** Tells whether two descriptions say the same. Safe for concurrent use. */
public interface Meaning {
  /** The same words, whatever their case and punctuation. */
  Meaning WORDS = (first, second) -> Wording.of(first).equals(Wording.of(second));

  /** The same for both orders, and the same whenever it is asked. */
  boolean same(String first, String second);

  /** Does the work for {@code descriptions} beforehand. Never fails. */
  default void learn(Collection<String> descriptions) {}
}

package io.cuepoint.worker.constrain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an answer may be, for one vocabulary: tells for every place in it which tokens may come
 * next. Reusable for any number of answers; thread-safe.
 */
public final class Constraint {
  /** Most bytes of masks that one constraint keeps, besides those that all of them share. */
  static final long CACHE_BYTES = 16 << 20;

  private final TokenBytes tokens;
  private final Rule start;
  private final MaskCache cache = new MaskCache(CACHE_BYTES);

  Constraint(TokenBytes tokens, Rule start) {
    this.tokens = tokens;
    this.start = start;
  }

  /** A new answer, nothing of it written. */
  public Cursor begin() {
    return new Cursor(this, start);
  }

  /** The vocabulary that this is for. */
  public TokenBytes tokens() {
    return tokens;
  }

  /** Bytes of the masks that this keeps by itself. */
  public long bytes() {
    return cache.bytes();
  }

  Rule start() {
    return start;
  }

  /** Tokens that may come where {@code rule} is what may still be written. */
  Mask allowed(Rule rule) {
    Rule key = shortened(rule);
    Mask mask = cache.find(key);
    if (mask == null) {
      mask = compute(key);
      boolean shared = inText(key);
      cache.put(key, mask, mask.ownBytes() + (shared ? 0 : mask.bitBytes()));
    }
    return mask;
  }

  private Mask compute(Rule rule) {
    if (inText(rule)) {
      Text text = (Text) head(rule);
      Rule next = rule instanceof Then then ? then.next() : Ends.DONE;
      TextTokens inside = tokens.inText(text.phase());
      IntStream.Builder closing = IntStream.builder();
      inside.closing(text.least(), text.most(), next, closing::add);
      return inside.inside(text.most()).or(Mask.of(closing.build().toArray()));
    }
    if (rule instanceof Either either && either.rules().stream().anyMatch(Constraint::inText)) {
      List<Rule> rest = new ArrayList<>(either.rules());
      rest.removeIf(Constraint::inText);
      return either.rules().stream()
          .filter(Constraint::inText)
          .map(this::allowed)
          .reduce(walked(Either.of(rest)), Mask::or);
    }
    return walked(rule);
  }

  private Mask walked(Rule rule) {
    IntStream.Builder found = IntStream.builder();
    tokens.trie().walk(ByteTrie.ROOT, rule, found::add);
    return Mask.of(found.build().toArray());
  }

  /** A text's limits beyond the longest token make no difference to it. */
  private Rule shortened(Rule rule) {
    if (!(head(rule) instanceof Text text)) {
      return rule;
    }
    Text within = text.within(tokens.longest());
    return rule instanceof Then then ? Then.of(within, then.next()) : within;
  }

  private static boolean inText(Rule rule) {
    return head(rule) instanceof Text;
  }

  private static Rule head(Rule rule) {
    return rule instanceof Then then ? then.head() : rule;
  }
}

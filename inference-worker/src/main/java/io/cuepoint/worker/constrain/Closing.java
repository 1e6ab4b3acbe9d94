package io.cuepoint.worker.constrain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Ends JSON that was cut after its last whole item. An item of an array is never cut short itself:
 * brackets are closed only as far in as the outermost array's items.
 */
final class Closing {
  private final byte[] written;
  private final Deque<Character> open = new ArrayDeque<>();
  private boolean inString;
  private boolean escaped;
  private @Nullable String closed;

  private Closing(byte[] written) {
    this.written = written;
  }

  /** The longest text that ends after a whole item and, closed, is whole by {@code rule}. */
  static @Nullable String of(byte[] written, Rule rule) {
    Closing closing = new Closing(written);
    Rule left = rule;
    for (int i = 0; i < written.length; i++) {
      int next = written[i] & 0xFF;
      if (next == ',' && !closing.inString) {
        closing.tryAt(i, left);
      }
      left = left.after(next);
      closing.step((char) next);
      if (!closing.inString && (next == '[' || next == '{')) {
        closing.tryAt(i + 1, left);
      }
    }
    if (closing.afterWholeItem(left)) {
      closing.tryAt(written.length, left);
    }
    return closing.closed;
  }

  private void tryAt(int length, Rule left) {
    if (open.isEmpty() || within() > 1 || (within() == 1 && open.getFirst() != ']')) {
      return;
    }
    StringBuilder end = new StringBuilder();
    Rule rule = left;
    for (char bracket : open) {
      end.append(bracket);
      rule = rule.after(bracket);
    }
    if (rule.mayEnd()) {
      closed = new String(written, 0, length, StandardCharsets.UTF_8) + end;
    }
  }

  /** Of how many arrays this is the inside. */
  private long within() {
    return open.stream().filter(bracket -> bracket == ']').count();
  }

  /** A number at the end may lack digits; after anything whole only a comma or a bracket comes. */
  private boolean afterWholeItem(Rule left) {
    for (int next = 0; next < 256; next++) {
      boolean ends = next == ',' || next == ']' || next == '}';
      if (!ends && left.after(next) != Ends.DEAD) {
        return false;
      }
    }
    return true;
  }

  private void step(char next) {
    if (inString) {
      inString = escaped || next != '"';
      escaped = !escaped && next == '\\';
    } else if (next == '"') {
      inString = true;
    } else if (next == '[' || next == '{') {
      open.push(next == '[' ? ']' : '}');
    } else if (next == ']' || next == '}') {
      open.pop();
    }
  }
}

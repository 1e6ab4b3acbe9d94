package io.cuepoint.worker.console;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of one case and whether all of them are within tolerance. */
final class Findings {
  private final Map<String, @Nullable Object> figures = new LinkedHashMap<>();
  private boolean ok = true;

  Findings(String checkpoint, String name) {
    figures.put("checkpoint", checkpoint);
    figures.put("case", name);
  }

  /** Something that has to be the same. */
  void same(String name, boolean equal) {
    figures.put(name, equal ? "equal" : "DIFFERENT");
    ok &= equal;
  }

  /**
   * Tokens that are the same up to one that led the second by {@code lead}, at most {@code most}.
   */
  void equalFor(String name, int tokens, double lead, double most) {
    boolean within = lead <= most;
    String verdict = within ? "" : " DIFFERENT";
    figures.put(name, "%d tokens, then a lead of %.3f%s".formatted(tokens, lead, verdict));
    ok &= within;
  }

  /** An error that has to be at most {@code tolerance}; not a number is beyond it. */
  void error(String name, double value, double tolerance) {
    boolean within = value <= tolerance;
    figures.put(name, "%.2e".formatted(value) + (within ? "" : " BEYOND"));
    ok &= within;
  }

  /** Something worth knowing that is neither right nor wrong. */
  void note(String name, Object value) {
    figures.put(name, value);
  }

  boolean ok() {
    return ok;
  }

  /** The figures in their order, the verdict last. */
  Map<String, @Nullable Object> figures() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(figures);
    all.put("ok", ok);
    return all;
  }
}

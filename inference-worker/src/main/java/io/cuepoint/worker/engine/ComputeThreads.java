package io.cuepoint.worker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who computes one operation.
 *
 * @param count threads, at least 1; the caller's is one of them
 * @param cores a processor for each of them, from 0, on which it stays; empty where the system
 *     chooses. The caller's own thread is left where it is: the first processor is for it.
 */
public record ComputeThreads(int count, List<Integer> cores) {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

  public ComputeThreads {
    cores = List.copyOf(cores);
    if (count < 1) {
      throw new IllegalArgumentException("threads: " + count + " (expected: >= 1)");
    }
    if (!cores.isEmpty() && cores.size() != count) {
      throw new IllegalArgumentException(
          "%d threads on processors %s (expected: one for each)".formatted(count, cores));
    }
  }

  /** So many, wherever the system puts them. */
  public static ComputeThreads of(int count) {
    return new ComputeThreads(count, List.of());
  }

  /**
   * One on each of some processors.
   *
   * @param cores as Linux writes them: {@code 0-3,8}
   * @throws IllegalArgumentException when it is not such a list, or names a processor twice
   */
  public static ComputeThreads on(String cores) {
    List<Integer> each = new ArrayList<>();
    for (String part : cores.split(",", -1)) {
      Matcher range = RANGE.matcher(part.strip());
      if (!range.matches()) {
        throw wrong(cores);
      }
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      for (int core = first; core <= last; core++) {
        each.add(core);
      }
    }
    if (each.isEmpty() || each.stream().distinct().count() < each.size()) {
      throw wrong(cores);
    }
    return new ComputeThreads(each.size(), each);
  }

  private static IllegalArgumentException wrong(String cores) {
    return new IllegalArgumentException(
        "processors: " + cores + " (expected: numbers and ranges, each once: 0-3,8)");
  }
}

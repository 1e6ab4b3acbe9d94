package io.cuepoint.api.query;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two ends of a filter over time, either of which may be open (null). */
public record Window<T extends Comparable<T>>(@Nullable T start, @Nullable T end) {
  /**
   * Both ends.
   *
   * @throws ProblemException when both are given and {@code end} does not come after {@code start}
   */
  public static <T extends Comparable<T>> Window<T> of(
      String startName, Optional<T> start, String endName, Optional<T> end) {
    if (start.isPresent() && end.isPresent() && end.get().compareTo(start.get()) <= 0) {
      throw new ProblemException(
          ProblemCode.QUERY_INVALID_TIME,
          "%s: %s (expected: after %s, which is %s)"
              .formatted(endName, end.get(), startName, start.get()));
    }
    return new Window<>(start.orElse(null), end.orElse(null));
  }
}

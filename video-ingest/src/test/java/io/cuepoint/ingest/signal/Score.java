package io.cuepoint.ingest.signal;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.TimeSpan;
import java.util.ArrayList;
import java.util.List;

/** Found against true events of one label: each bound within a tolerance, each matched once. */
final class Score {
  private final String label;
  private final double tolerance;
  private final double relativeTolerance;
  private final List<String> wrong = new ArrayList<>();
  private int matched;
  private int missed;
  private int invented;

  /**
   * An empty score.
   *
   * @param tolerance in seconds
   * @param relativeTolerance share of the true length that is allowed where that is more
   */
  Score(String label, double tolerance, double relativeTolerance) {
    this.label = label;
    this.tolerance = tolerance;
    this.relativeTolerance = relativeTolerance;
  }

  Score add(String where, List<Truth> truths, List<EventLocalized> found) {
    List<TimeSpan> left = new ArrayList<>();
    found.stream().filter(e -> e.label().equals(label)).forEach(e -> left.add(e.span()));
    for (Truth truth : truths) {
      if (!truth.label().equals(label)) {
        continue;
      }
      if (left.stream()
          .filter(span -> near(truth.span(), span))
          .findFirst()
          .map(left::remove)
          .orElse(false)) {
        matched++;
      } else {
        missed++;
        wrong.add(where + " missed " + truth.span());
      }
    }
    invented += left.size();
    left.forEach(span -> wrong.add(where + " invented " + span));
    return this;
  }

  double f1() {
    return 2.0 * matched / Math.max(1, 2 * matched + missed + invented);
  }

  int truths() {
    return matched + missed;
  }

  @Override
  public String toString() {
    return "%s: F1 %.3f, %d found, %d missed, %d invented%n  %s"
        .formatted(label, f1(), matched, missed, invented, String.join("\n  ", wrong));
  }

  private boolean near(TimeSpan truth, TimeSpan found) {
    double allowed = Math.max(tolerance, relativeTolerance * truth.lengthMicros() / 1e6) + 1e-6;
    return Math.abs(truth.start().microsUntil(found.start())) <= allowed * 1e6
        && Math.abs(truth.end().microsUntil(found.end())) <= allowed * 1e6;
  }
}

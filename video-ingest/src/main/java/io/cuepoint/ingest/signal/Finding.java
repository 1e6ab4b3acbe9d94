package io.cuepoint.ingest.signal;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Uncertainty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a detector found.
 *
 * @param description in plain English, from measured facts
 * @param confidence 0 to 1; null where the formula gives none
 */
record Finding(
    TimeSpan span,
    String description,
    List<MediaTime> evidence,
    Uncertainty uncertainty,
    @Nullable Double confidence) {
  Finding {
    evidence = List.copyOf(evidence);
  }

  static Finding of(
      long start, long end, String description, List<MediaTime> evidence, double uncertainty) {
    return new Finding(
        TimeSpan.ofMicros(start, Math.max(start, end)),
        description,
        evidence,
        new Uncertainty(uncertainty, uncertainty),
        null);
  }

  Finding withConfidence(double value) {
    double hundredths = Math.round(Math.max(0, Math.min(1, value)) * 100) / 100.0;
    return new Finding(span, description, evidence, uncertainty, hundredths);
  }
}

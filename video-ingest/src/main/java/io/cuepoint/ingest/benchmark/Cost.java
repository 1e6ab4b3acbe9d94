package io.cuepoint.ingest.benchmark;

import java.util.List;

/**
 * What one run took.
 *
 * @param wallSeconds from begin to end
 * @param cpuSeconds of all its threads
 * @param peakBytes most memory that the process held at once; 0 where the system does not say
 */
record Cost(double wallSeconds, double cpuSeconds, long peakBytes) {
  /** The least of each over all runs: what other processes add is never less than nothing. */
  static Cost best(List<Cost> runs) {
    return new Cost(
        runs.stream().mapToDouble(Cost::wallSeconds).min().orElseThrow(),
        runs.stream().mapToDouble(Cost::cpuSeconds).min().orElseThrow(),
        runs.stream().mapToLong(Cost::peakBytes).max().orElseThrow());
  }
}

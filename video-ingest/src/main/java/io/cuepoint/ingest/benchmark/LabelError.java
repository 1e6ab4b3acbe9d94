package io.cuepoint.ingest.benchmark;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How far the shown frames are from those that are on screen at their labels' times.
 *
 * @param meanSeconds of frame shown less frame on screen; above 0 where frames come from the future
 * @param greatestSeconds the greatest distance, in either direction
 */
record LabelError(double meanSeconds, double greatestSeconds) {
  /** A frame of a video by what tells it from all others, or a sample of one. */
  record Labelled(double seconds, String content) {}

  /** Of {@code samples}, whose content says which of {@code frames} they show. */
  static LabelError ofContents(List<Labelled> samples, List<Labelled> frames) {
    Map<String, Double> times =
        frames.stream().collect(Collectors.toMap(Labelled::content, Labelled::seconds, Math::min));
    return of(
        samples.stream()
            .filter(sample -> times.containsKey(sample.content()))
            .map(sample -> new double[] {sample.seconds(), times.get(sample.content())})
            .toList(),
        frames);
  }

  /**
   * Of samples that say what they show.
   *
   * @param samples {@code [label, time of the frame shown]} in seconds
   */
  static LabelError of(List<double[]> samples, List<Labelled> frames) {
    NavigableSet<Double> times = new TreeSet<>();
    frames.forEach(frame -> times.add(frame.seconds()));
    double sum = 0;
    double greatest = 0;
    for (double[] sample : samples) {
      // times have microseconds at the finest
      Double onScreen = times.floor(sample[0] + 1e-6);
      double error = sample[1] - (onScreen == null ? times.first() : onScreen);
      sum += error;
      greatest = Math.max(greatest, Math.abs(error));
    }
    if (samples.isEmpty()) {
      throw new IllegalStateException("no sample shows a known frame");
    }
    return new LabelError(sum / samples.size(), greatest);
  }
}

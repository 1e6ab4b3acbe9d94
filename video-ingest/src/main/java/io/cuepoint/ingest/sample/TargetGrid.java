package io.cuepoint.ingest.sample;

import io.cuepoint.contract.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The times at which frames are wanted: {@code k / rate}, at a rate that may change from stretch to
 * stretch. All rates are whole fractions of the highest one, and targets have their numbers at that
 * one. Microseconds. Immutable.
 */
public final class TargetGrid {
  /** No target. */
  public static final long NONE = Long.MAX_VALUE;

  private static final double MAX_RATE = 240;

  private final double framesPerSecond;
  private final List<Stretch> stretches;

  /**
   * A stretch with one rate.
   *
   * @param start inclusive, in microseconds
   * @param end exclusive; {@link Long#MAX_VALUE} for the video's end
   */
  public record Part(long start, long end, double framesPerSecond) {
    public Part {
      if (!(framesPerSecond > 0 && framesPerSecond <= MAX_RATE)) {
        throw new IllegalArgumentException(
            "framesPerSecond: " + framesPerSecond + " (expected: > 0 and <= " + MAX_RATE + ")");
      }
    }
  }

  /** A stretch in which every {@code step}-th number is a target. */
  private record Stretch(long start, long end, int step) {}

  private TargetGrid(double framesPerSecond, List<Stretch> stretches) {
    this.framesPerSecond = framesPerSecond;
    this.stretches = List.copyOf(stretches);
  }

  /** One rate for all of a video. */
  public static TargetGrid even(double framesPerSecond) {
    return of(List.of(new Part(0, Long.MAX_VALUE, framesPerSecond)));
  }

  /**
   * One rate.
   *
   * @param spans in which targets are wanted, in any order; none means all of the video
   */
  public static TargetGrid even(double framesPerSecond, List<TimeSpan> spans) {
    return spans.isEmpty()
        ? even(framesPerSecond)
        : of(
            spans.stream()
                .map(span -> new Part(span.start().micros(), span.end().micros(), framesPerSecond))
                .toList());
  }

  /**
   * Several rates; where parts overlap, the highest.
   *
   * @param parts in any order, at least one; each rate is a whole fraction of the highest
   */
  public static TargetGrid of(List<Part> parts) {
    double fastest = parts.stream().mapToDouble(Part::framesPerSecond).max().orElseThrow();
    TreeSet<Long> bounds = new TreeSet<>();
    for (Part part : parts) {
      bounds.add(part.start());
      bounds.add(part.end());
    }
    List<Long> cuts = List.copyOf(bounds);
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i + 1 < cuts.size(); i++) {
      long start = cuts.get(i);
      double rate =
          parts.stream()
              .filter(part -> part.start() <= start && start < part.end())
              .mapToDouble(Part::framesPerSecond)
              .max()
              .orElse(0);
      if (rate > 0) {
        add(stretches, new Stretch(start, cuts.get(i + 1), step(fastest, rate)));
      }
    }
    return new TargetGrid(fastest, stretches);
  }

  private static void add(List<Stretch> stretches, Stretch next) {
    Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
    if (last != null && last.end() == next.start() && last.step() == next.step()) {
      stretches.set(stretches.size() - 1, new Stretch(last.start(), next.end(), next.step()));
    } else {
      stretches.add(next);
    }
  }

  private static int step(double fastest, double rate) {
    double step = fastest / rate;
    if (Math.abs(step - Math.rint(step)) > 1e-9 * step) {
      throw new IllegalArgumentException(
          "framesPerSecond: %s beside %s (expected: a whole fraction of it)"
              .formatted(rate, fastest));
    }
    return (int) Math.rint(step);
  }

  /** When target {@code number} is. */
  public long time(long number) {
    return Math.round(number * 1e6 / framesPerSecond);
  }

  /** The first wanted target that is not before {@code number}, or {@link #NONE}. */
  public long from(long number) {
    for (Stretch stretch : stretches) {
      if (stretch.end() <= time(number)) {
        continue;
      }
      long step = stretch.step();
      long first = -Math.floorDiv(-Math.max(number, firstIn(stretch)), step) * step;
      if (time(first) < stretch.end()) {
        return first;
      }
    }
    return NONE;
  }

  private long firstIn(Stretch stretch) {
    long start = stretch.start();
    long number = Math.max(0, (long) (start / 1e6 * framesPerSecond) - 1);
    while (time(number) < start) {
      number++;
    }
    return number;
  }

  /** The stretches, in time order and without overlap. */
  public List<Part> parts() {
    return stretches.stream()
        .map(each -> new Part(each.start(), each.end(), framesPerSecond / each.step()))
        .toList();
  }

  /** Whether {@code time} lies where targets are wanted. */
  public boolean wants(long time) {
    return stretches.stream().anyMatch(each -> each.start() <= time && time < each.end());
  }

  /** No target lies here or later. */
  public long end() {
    return stretches.get(stretches.size() - 1).end();
  }
}

package io.cuepoint.ingest.signal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Fades in and out, from and to black or white.
 *
 * <p>The level of a picture is its mean luma above black (or below white). When the level falls to
 * {@code ground} or rises from it, the ramp is followed to where it changes over {@code pause} by
 * less than a fifth of its steepest change over such a stretch. It is a fade when it is at least
 * {@code amplitude} high, its length lies between {@code shortest} and {@code longest}, no step
 * between two pictures is half of it, and the picture keeps its structure (correlation 0.7 or more
 * between 90 % and 40 % of the level). Its bounds lie on the line through the points at 10 % and 90
 * % of the level: the ends of a ramp drown in noise. Version 1.
 */
final class FadeDetector implements PictureDetector {
  static final String VERSION = "1";

  /** Share of the steepest change at which a ramp is over. */
  private static final double LEVELLING_OFF = 0.2;

  /**
   * Parameters of a fade.
   *
   * @param ground greatest level of a faded picture, in grey levels of 255
   * @param amplitude least level of the picture that fades
   * @param shortest fade that is reported
   * @param longest one
   * @param pause over which a ramp is measured
   */
  record Settings(
      @DefaultValue("4") double ground,
      @DefaultValue("12") double amplitude,
      @DefaultValue("150ms") Duration shortest,
      @DefaultValue("6s") Duration longest,
      @DefaultValue("250ms") Duration pause) {
    Settings {
      Check.levels("fade.ground", ground);
      Check.levels("fade.amplitude", amplitude);
      Check.duration("fade.shortest", shortest, longest);
      Check.duration("fade.longest", longest, Duration.ofSeconds(6));
      Check.duration("fade.pause", pause, Duration.ofSeconds(1));
    }
  }

  /** What a picture fades to. */
  enum Ground {
    BLACK,
    WHITE
  }

  private final Settings settings;
  private final Ground ground;
  private final History history;
  private final Consumer<Finding> findings;
  private final long pause;
  private final long longest;
  private boolean rising;
  private long from;
  private double steepest;

  FadeDetector(Settings settings, Ground ground, History history, Consumer<Finding> findings) {
    this.settings = settings;
    this.ground = ground;
    this.history = history;
    this.findings = findings;
    this.pause = Micros.of(settings.pause());
    this.longest = Micros.of(settings.longest());
  }

  @Override
  public void see() {
    long now = history.last();
    if (now <= history.first()) {
      return;
    }
    boolean wasFaded = level(now - 1) <= settings.ground();
    boolean faded = level(now) <= settings.ground();
    if (rising) {
      follow(now, faded);
    } else if (wasFaded && !faded) {
      rising = true;
      from = now - 1;
      steepest = 0;
    }
    if (faded && !wasFaded) {
      fadeOut(now);
    }
  }

  @Override
  public void end(long end) {
    if (rising) {
      fadeIn(history.last());
    }
  }

  @Override
  public void remember(Memo memo) throws IOException {
    rising = memo.flag(rising);
    from = memo.whole(from);
    steepest = memo.real(steepest);
  }

  private double level(long index) {
    double mean = history.get(index).mean();
    return ground == Ground.BLACK ? mean : 255 - mean;
  }

  private void follow(long now, boolean faded) {
    double rise = level(now) - level(pauseBefore(now));
    steepest = Math.max(steepest, rise);
    boolean over = rise < LEVELLING_OFF * steepest;
    boolean tooLong = history.get(now).micros() - history.get(from).micros() > longest;
    if (faded || over || tooLong) {
      fadeIn(now);
    }
  }

  private void fadeIn(long full) {
    rising = false;
    if (from >= history.first()) {
      report(full, from, -1);
    }
  }

  private void fadeOut(long faded) {
    double steepestFall = 0;
    for (long i = faded; i > history.first(); i--) {
      long earlier = pauseBefore(i);
      double fall = level(earlier) - level(i);
      steepestFall = Math.max(steepestFall, fall);
      boolean tooLong = history.get(faded).micros() - history.get(i).micros() > longest;
      if (fall < LEVELLING_OFF * steepestFall || tooLong || earlier == history.first()) {
        report(earlier, faded, 1);
        return;
      }
    }
  }

  private long pauseBefore(long index) {
    return Math.min(index - 1, history.indexAt(history.get(index).micros() - pause));
  }

  /**
   * Reports the ramp if it is a fade.
   *
   * @param full the picture at its full level
   * @param faded the picture on the ground
   * @param direction 1 when {@code faded} comes after {@code full}, -1 when before
   */
  private void report(long full, long faded, int direction) {
    double low = level(faded);
    double height = level(full) - low;
    if (height < settings.amplitude() || Math.abs(faded - full) < 3 || fromBlackToWhite(full)) {
      return;
    }
    long upper = -1;
    long lower = -1;
    for (long i = full; i != faded + direction; i += direction) {
      double share = (level(i) - low) / height;
      if (i != full && Math.abs(level(i) - level(i - direction)) > height / 2) {
        return;
      }
      if (share >= 0.9) {
        upper = i;
      }
      if (lower < 0 && share <= 0.4) {
        lower = i;
      }
    }
    if (!sameStructure(upper, lower)) {
      return;
    }
    double at90 = crossing(full, faded, direction, low + 0.9 * height);
    double at10 = crossing(full, faded, direction, low + 0.1 * height);
    // both from the full picture to the faded one
    double start = at90 - (at10 - at90) / 8;
    double end = at10 + (at10 - at90) / 8;
    finish(Math.round(Math.min(start, end)), Math.round(Math.max(start, end)), full, direction);
  }

  /** Between the two grounds there is one fade, not two: that from or to black. */
  private boolean fromBlackToWhite(long full) {
    LumaGrid picture = history.get(full);
    return ground == Ground.WHITE && picture.flat() && picture.mean() <= settings.ground();
  }

  private boolean sameStructure(long upper, long lower) {
    LumaGrid a = history.get(upper);
    LumaGrid b = history.get(lower);
    return (a.flat() && b.flat()) || Likeness.correlation(a.cells(), b.cells()) >= 0.7;
  }

  /** The time, in microseconds, at which the level last lay at {@code target} or above. */
  private double crossing(long full, long faded, int direction, double target) {
    long above = full;
    for (long i = full; i != faded; i += direction) {
      if (level(i) >= target) {
        above = i;
      }
    }
    long below = above + direction;
    double share = (level(above) - target) / Math.max(1e-9, level(above) - level(below));
    double time = history.get(above).micros();
    return time + Math.min(1, share) * (history.get(below).micros() - time);
  }

  private void finish(long start, long end, long full, int direction) {
    long length = end - start;
    if (length < Micros.of(settings.shortest()) || length > longest) {
      return;
    }
    String name = ground == Ground.BLACK ? "black" : "white";
    String brightness = Words.brightness(history.get(full).mean());
    String description =
        direction > 0
            ? "Fade out: a %s picture fades to %s in %s"
                .formatted(brightness, name, Words.seconds(length))
            : "Fade in: a %s picture appears from %s in %s"
                .formatted(brightness, name, Words.seconds(length));
    double uncertainty = Math.max(history.interval(full), 0.1 * length / 1e6);
    findings.accept(
        Finding.of(start, end, description, List.of(history.get(full).time()), uncertainty));
  }
}

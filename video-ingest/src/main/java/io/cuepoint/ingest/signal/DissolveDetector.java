package io.cuepoint.ingest.signal;

import io.cuepoint.contract.MediaTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Dissolves from one shot to another.
 *
 * <p>A and B are the pictures half a window before and after M. Fit {@code M = a A + (1 - a) B} by
 * least squares over the cells; the residual is the root of the squares left over the squares of
 * {@code A - B}. M lies in a dissolve when A and B correlate by less than {@code correlation},
 * neither is flat, {@code 0.25 <= a <= 0.75} and the residual is at most {@code residual}, at the
 * quarters of the window too. Windows of {@code narrow}, {@code wide} and {@code widest} are tried
 * every 80 ms; of the hits that overlap the one with the greatest difference of A and B is taken
 * ({@link Blend}), and its bounds lie on the line through a = 0.9 and a = 0.1. Version 2.
 */
final class DissolveDetector implements PictureDetector {
  static final String VERSION = "2";

  private static final long STEP_MICROS = 80_000;

  /**
   * Parameters of a dissolve.
   *
   * @param narrow shorter window; finds dissolves between cuts
   * @param wide longer window; finds long dissolves
   * @param widest window; finds those of 3 to 5 s, where the shots themselves stand rather still
   * @param correlation least correlation at which A and B are still one shot
   * @param residual greatest residual of the fit, 0 to 1
   */
  record Settings(
      @DefaultValue("800ms") Duration narrow,
      @DefaultValue("2400ms") Duration wide,
      @DefaultValue("4800ms") Duration widest,
      @DefaultValue("0.5") double correlation,
      @DefaultValue("0.2") double residual) {
    Settings {
      Check.duration("dissolve.narrow", narrow, wide);
      Check.duration("dissolve.wide", wide, widest);
      Check.duration("dissolve.widest", widest, Duration.ofSeconds(5));
      Check.range("dissolve.correlation", correlation, -1, 1);
      Check.share("dissolve.residual", residual);
    }
  }

  private final Settings settings;
  private final History history;
  private final Consumer<Finding> findings;
  private final long[] windows;
  private long lastLook = Long.MIN_VALUE / 2;
  private @Nullable Blend best;

  DissolveDetector(Settings settings, History history, Consumer<Finding> findings) {
    this.settings = settings;
    this.history = history;
    this.findings = findings;
    this.windows =
        new long[] {
          Micros.of(settings.narrow()), Micros.of(settings.wide()), Micros.of(settings.widest())
        };
  }

  @Override
  public void see() {
    long now = history.newest().micros();
    if (now - lastLook < STEP_MICROS) {
      return;
    }
    lastLook = now;
    for (long window : windows) {
      look(now, window);
    }
    // until then the widest window may still find it
    if (best != null && now - best.end() > windows[2] / 2 + STEP_MICROS) {
      report(best);
    }
  }

  @Override
  public void end(long end) {
    if (best != null) {
      report(best);
    }
  }

  @Override
  public void remember(Memo memo) throws IOException {
    lastLook = memo.whole(lastLook);
    best = Blend.remember(memo, best);
  }

  private void look(long now, long window) {
    long first = history.indexAt(now - window);
    long last = history.last();
    long covered = now - history.get(first).micros();
    if (last - first < 6 || covered < window * 9 / 10 || covered > window * 3 / 2) {
      return;
    }
    LumaGrid a = history.get(first);
    LumaGrid b = history.get(last);
    if (a.deviation() < 8
        || b.deviation() < 8
        || Likeness.correlation(a.cells(), b.cells()) >= settings.correlation()) {
      return;
    }
    Blend blend = Blend.between(a, b);
    for (int quarter = 1; quarter <= 3; quarter++) {
      long micros = a.micros() + covered * quarter / 4;
      blend.fit(history.get(history.indexAt(micros)));
      double share = blend.share();
      boolean mixed = quarter != 2 || (share >= 0.25 && share <= 0.75);
      if (!mixed || blend.residual() > settings.residual()) {
        return;
      }
    }
    if (!blend.fitAll(history, first, last, 1.25 * settings.residual())) {
      return;
    }
    if (best != null && blend.start() >= best.end()) {
      report(best);
    }
    if (best == null || blend.strength() > best.strength()) {
      best = blend;
    }
  }

  private void report(Blend blend) {
    best = null;
    long start = blend.start();
    long end = blend.end();
    String description =
        "Dissolve from a %s shot to a %s shot in %s"
            .formatted(
                Words.brightness(blend.from().mean()),
                Words.brightness(blend.to().mean()),
                Words.seconds(end - start));
    double uncertainty = Math.max(0.08, 0.1 * (end - start) / 1e6);
    MediaTime middle = MediaTime.ofMicros((start + end) / 2);
    findings.accept(Finding.of(start, end, description, List.of(middle), uncertainty));
  }
}

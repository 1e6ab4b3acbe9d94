package io.cuepoint.ingest.signal;

import io.cuepoint.contract.MediaTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Loud passages, by EBU R128.
 *
 * <p>Momentary loudness M is that of the last 400 ms, K-weighted, every 100 ms. The reference is
 * the median of M over what came before, gated as BS.1770 gates integrated loudness ({@link
 * GatedLoudness}), what lies {@code memory} back weighing half, never less than {@code floor}; the
 * median, because the integrated loudness itself would follow the first loud passages. There is no
 * reference before {@code warmUp} of sound. A passage begins when {@code M >= reference + above},
 * at the first 100 ms of the window that are that loud themselves; it ends after the last 100 ms
 * that lie above {@code reference + above - 3}, when {@code pause} has passed without such. A
 * passage enters the reference when it is over, or has lasted for {@code longest}: then it is what
 * is usual. Version 1.
 */
final class LoudDetector implements SoundDetector {
  static final String VERSION = "1";

  private static final int HOPS_PER_STEP = 5;
  private static final long STEP_MICROS = HOPS_PER_STEP * SoundHop.MICROS;
  private static final int STEPS_PER_WINDOW = 4;

  /**
   * Parameters of a loud passage.
   *
   * @param above the reference, in LU
   * @param floor of the reference, in LUFS: after silence, not every sound is loud
   * @param shortest passage that is reported
   * @param pause that ends one
   * @param longest after which it becomes the usual
   * @param memory half-life of the reference
   * @param warmUp how much sound the reference needs
   */
  record Settings(
      @DefaultValue("8") double above,
      @DefaultValue("-30") double floor,
      @DefaultValue("400ms") Duration shortest,
      @DefaultValue("1s") Duration pause,
      @DefaultValue("60s") Duration longest,
      @DefaultValue("30s") Duration memory,
      @DefaultValue("3s") Duration warmUp) {
    Settings {
      Check.range("loud.above", above, 1, 70);
      Check.range("loud.floor", floor, -70, 0);
      Check.duration("loud.shortest", shortest, longest);
      Check.duration("loud.pause", pause, longest);
      Check.duration("loud.longest", longest, Duration.ofHours(1));
      Check.duration("loud.memory", memory, Duration.ofHours(24));
      Check.duration("loud.warm-up", warmUp, Duration.ofHours(1));
    }
  }

  private final Settings settings;
  private final Consumer<Finding> findings;
  private final GatedLoudness usual;
  private final double[] steps = new double[STEPS_PER_WINDOW];
  private int filledSteps;
  private double sum;
  private int hops;
  private long stepStart;
  private double heard;

  private boolean loud;
  private double reference;
  private long start;
  private long lastAbove;
  private double peak;
  private long peakTime;
  private double total;
  private int windows;

  LoudDetector(Settings settings, Consumer<Finding> findings) {
    this.settings = settings;
    this.findings = findings;
    this.usual = new GatedLoudness(Micros.of(settings.memory()) / 1e6);
  }

  @Override
  public void hear(SoundHop hop) {
    if (hop.gap()) {
      end();
      filledSteps = 0;
      hops = 0;
      sum = 0;
    }
    if (hops == 0) {
      stepStart = hop.start();
    }
    sum += hop.weighted();
    if (++hops == HOPS_PER_STEP) {
      step(sum / HOPS_PER_STEP);
      hops = 0;
      sum = 0;
    }
  }

  @Override
  public void end() {
    if (loud) {
      finish();
    }
  }

  @Override
  public void remember(Memo memo) throws IOException {
    usual.remember(memo);
    memo.reals(steps);
    filledSteps = memo.count(filledSteps, STEPS_PER_WINDOW);
    sum = memo.real(sum);
    hops = memo.count(hops, HOPS_PER_STEP);
    stepStart = memo.whole(stepStart);
    heard = memo.real(heard);
    loud = memo.flag(loud);
    reference = memo.real(reference);
    start = memo.whole(start);
    lastAbove = memo.whole(lastAbove);
    peak = memo.real(peak);
    peakTime = memo.whole(peakTime);
    total = memo.real(total);
    windows = memo.count(windows, Integer.MAX_VALUE);
  }

  private void step(double power) {
    System.arraycopy(steps, 1, steps, 0, STEPS_PER_WINDOW - 1);
    steps[STEPS_PER_WINDOW - 1] = power;
    filledSteps = Math.min(STEPS_PER_WINDOW, filledSteps + 1);
    heard += STEP_MICROS / 1e6;
    if (filledSteps < STEPS_PER_WINDOW) {
      return;
    }
    double window = 0;
    for (double value : steps) {
      window += value / STEPS_PER_WINDOW;
    }
    double momentary = GatedLoudness.lufs(window);
    if (loud) {
      goOn(power, momentary);
    } else if (heard >= Micros.of(settings.warmUp()) / 1e6) {
      reference = Math.max(settings.floor(), usual.median());
      if (momentary >= reference + settings.above()) {
        begin(momentary);
      }
    }
    if (!loud) {
      usual.add(window, STEP_MICROS / 1e6);
    }
  }

  private void begin(double momentary) {
    loud = true;
    int first = 0;
    while (first < STEPS_PER_WINDOW - 1
        && GatedLoudness.lufs(steps[first]) < reference + settings.above()) {
      first++;
    }
    start = stepStart - (STEPS_PER_WINDOW - 1 - first) * STEP_MICROS;
    lastAbove = stepStart + STEP_MICROS;
    peak = momentary;
    peakTime = stepStart;
    total = GatedLoudness.power(momentary);
    windows = 1;
  }

  private void goOn(double power, double momentary) {
    total += GatedLoudness.power(momentary);
    windows++;
    long stepEnd = stepStart + STEP_MICROS;
    if (GatedLoudness.lufs(power) >= reference + settings.above() - 3) {
      lastAbove = stepEnd;
    }
    if (momentary > peak) {
      peak = momentary;
      peakTime = stepStart;
    }
    if (stepEnd - lastAbove >= Micros.of(settings.pause())
        || stepEnd - start >= Micros.of(settings.longest())) {
      finish();
    }
  }

  private void finish() {
    loud = false;
    long length = lastAbove - start;
    usual.add(total / windows, length / 1e6);
    if (length < Micros.of(settings.shortest())) {
      return;
    }
    String description =
        String.format(
            Locale.ROOT,
            "Loud passage for %s, up to %.1f LUFS, %.0f LU above what came before",
            Words.seconds(length),
            peak,
            peak - reference);
    findings.accept(
        Finding.of(
            start,
            lastAbove,
            description,
            List.of(MediaTime.ofMicros(peakTime)),
            STEP_MICROS / 1e6));
  }
}

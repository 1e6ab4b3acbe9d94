package io.cuepoint.ingest.signal;

import io.cuepoint.contract.MediaTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bursts of motion: much more moves than usually in this shot. On a fixed camera, somebody comes or
 * goes.
 *
 * <p>Activity is the share of cells that changed by more than {@code threshold} grey levels against
 * the picture {@code step} ago and against the one twice as long ago, whichever is less, light and
 * contrast of the whole picture set aside ({@link Activity}). Usual is the median activity of the
 * shot, what lies {@code memory} back weighing half. A burst begins when activity is at least
 * {@code share} above {@code factor} times the usual, and ends when it has been below half of that
 * for {@code pause} (what is usual may rise meanwhile: motion that goes on is no burst); it counts
 * when it was at the full threshold for {@code shortest} and for a third of its length. Pictures of
 * a flash are passed over. A cut, a fade or a dissolve ends the shot and any burst; the first
 * {@code warmUp} of a shot only teach what is usual. So that those are known, pictures are looked
 * at {@value #LAG_MICROS} microseconds late. Version 1.
 */
final class MotionDetector implements PictureDetector {
  static final String VERSION = "1";

  /** By then the longest fade is known. */
  static final long LAG_MICROS = 6_500_000;

  private static final int LEVELS = 200;

  /**
   * Parameters of a burst.
   *
   * @param threshold in grey levels of 255 beyond which a cell has changed
   * @param step between the pictures compared
   * @param factor times the usual activity
   * @param share of the picture that must move beyond that, 0 to 1
   * @param shortest time above the threshold
   * @param pause below it that ends a burst
   * @param longest burst; what goes on longer becomes the usual
   * @param memory half-life of what is usual
   * @param warmUp of a shot
   */
  record Settings(
      @DefaultValue("6") double threshold,
      @DefaultValue("200ms") Duration step,
      @DefaultValue("2") double factor,
      @DefaultValue("0.04") double share,
      @DefaultValue("400ms") Duration shortest,
      @DefaultValue("700ms") Duration pause,
      @DefaultValue("60s") Duration longest,
      @DefaultValue("30s") Duration memory,
      @DefaultValue("2s") Duration warmUp) {
    Settings {
      Check.levels("motion.threshold", threshold);
      Check.duration("motion.step", step, Duration.ofMillis(500));
      Check.range("motion.factor", factor, 0, 1000);
      Check.share("motion.share", share);
      Check.duration("motion.shortest", shortest, longest);
      Check.duration("motion.pause", pause, longest);
      Check.duration("motion.longest", longest, Duration.ofHours(1));
      Check.duration("motion.memory", memory, Duration.ofHours(24));
      Check.duration("motion.warm-up", warmUp, Duration.ofHours(1));
    }
  }

  private final Settings settings;
  private final History history;
  private final Transitions transitions;
  private final Consumer<Finding> findings;
  private final DecayingHistogram usual;
  private final long step;
  private long next;
  private long shotFirst;
  private long shotStart;

  private boolean bursting;
  private double needed;
  private long start;
  private long lastAbove;
  private long above;
  private double peak;
  private long peakTime;
  private int peakNinth;
  private int firstNinth;
  private int lastNinth;

  MotionDetector(
      Settings settings, History history, Transitions transitions, Consumer<Finding> findings) {
    this.settings = settings;
    this.history = history;
    this.transitions = transitions;
    this.findings = findings;
    this.usual = new DecayingHistogram(LEVELS + 1, Micros.of(settings.memory()) / 1e6);
    this.step = Micros.of(settings.step());
  }

  @Override
  public void see() {
    long until = history.newest().micros() - LAG_MICROS;
    while (next <= history.last() && history.get(next).micros() <= until) {
      look(next++);
    }
  }

  @Override
  public void end(long end) {
    while (next <= history.last()) {
      look(next++);
    }
    finish();
  }

  @Override
  public void remember(Memo memo) throws IOException {
    usual.remember(memo);
    next = memo.whole(next);
    shotFirst = memo.whole(shotFirst);
    shotStart = memo.whole(shotStart);
    bursting = memo.flag(bursting);
    needed = memo.real(needed);
    start = memo.whole(start);
    lastAbove = memo.whole(lastAbove);
    above = memo.whole(above);
    peak = memo.real(peak);
    peakTime = memo.whole(peakTime);
    peakNinth = memo.count(peakNinth, 8);
    firstNinth = memo.count(firstNinth, 8);
    lastNinth = memo.count(lastNinth, 8);
  }

  private void look(long index) {
    LumaGrid picture = history.get(index);
    long now = picture.micros();
    if (index == history.first() || picture.flat() || transitions.changesShot(now)) {
      finish();
      usual.clear();
      shotFirst = index;
      shotStart = now;
      return;
    }
    if (transitions.flashes(now)) {
      return;
    }
    Activity activity = activity(index, now);
    // in a long gap between pictures nobody knows what moved
    long since = Math.max(history.get(index - 1).micros(), now - step);
    double usually = settings.share() + settings.factor() * usual.median() / LEVELS;
    usual.add((int) Math.round(activity.share() * LEVELS), (now - since) / 1e6);
    if (now - shotStart < Micros.of(settings.warmUp())) {
      return;
    }
    if (bursting) {
      needed = Math.max(needed, usually);
      goOn(since, now, activity);
    } else if (activity.share() >= usually) {
      needed = usually;
      begin(since, now, activity);
    }
  }

  private Activity activity(long index, long now) {
    long near = Math.max(shotFirst, Math.min(index - 1, history.indexAt(now - step)));
    long far = Math.max(shotFirst, Math.min(index - 1, history.indexAt(now - 2 * step)));
    float[] newest = history.get(index).cells();
    Activity toNear = Activity.between(history.get(near).cells(), newest, settings.threshold());
    if (toNear.share() == 0 || far == near) {
      return toNear;
    }
    Activity toFar = Activity.between(history.get(far).cells(), newest, settings.threshold());
    return toFar.share() < toNear.share() ? toFar : toNear;
  }

  private void begin(long since, long now, Activity activity) {
    bursting = true;
    start = since;
    firstNinth = activity.ninth();
    above = 0;
    peak = 0;
    goOn(since, now, activity);
  }

  private void goOn(long since, long now, Activity activity) {
    if (activity.share() >= needed / 2) {
      lastAbove = now;
      lastNinth = activity.ninth();
    }
    if (activity.share() >= needed) {
      above += now - since;
    }
    if (activity.share() > peak) {
      peak = activity.share();
      peakTime = now;
      peakNinth = activity.ninth();
    }
    if (now - lastAbove >= Micros.of(settings.pause())
        || now - start >= Micros.of(settings.longest())) {
      finish();
    }
  }

  private void finish() {
    if (!bursting) {
      return;
    }
    bursting = false;
    if (above < Micros.of(settings.shortest()) || above < (lastAbove - start) / 3) {
      return;
    }
    // activity lasts for one step after everything stands still
    long end = Math.max(peakTime, lastAbove - step);
    String description =
        String.format(
            Locale.ROOT,
            "Burst of motion for %s, beginning %s, strongest at %s %s, ending %s;"
                + " up to %d %% of the picture moves",
            Words.seconds(end - start),
            Words.inNinth(firstNinth),
            Words.clock(peakTime),
            peak >= 0.5 ? "across the picture" : Words.inNinth(peakNinth),
            Words.inNinth(lastNinth),
            Math.round(peak * 100));
    double uncertainty = Math.max(step / 1e6, history.interval(history.last()));
    findings.accept(
        Finding.of(start, end, description, List.of(MediaTime.ofMicros(peakTime)), uncertainty));
  }
}

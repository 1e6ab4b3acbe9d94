package io.cuepoint.ingest.signal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Freezes: a shot that stops moving, from the first of the equal pictures to the first that
 * differs.
 *
 * <p>Pictures are equal to the first one of the stretch while the mean difference of their cells is
 * at most {@code mean} and no cell differs by more than {@code greatest}. A stretch counts from
 * {@code shortest} on, unless it is black or of one even tone, and unless it begins with a jump to
 * another picture: a still card after a cut is a shot of its own. Version 1.
 */
final class FreezeDetector implements PictureDetector {
  static final String VERSION = "1";

  /**
   * Parameters of a freeze.
   *
   * @param mean greatest mean difference in grey levels, of 255
   * @param greatest difference of one cell in grey levels
   * @param shortest stretch that is reported
   */
  record Settings(
      @DefaultValue("0.15") double mean,
      @DefaultValue("2") double greatest,
      @DefaultValue("2s") Duration shortest) {
    Settings {
      Check.levels("freeze.mean", mean);
      Check.levels("freeze.greatest", greatest);
      Check.duration("freeze.shortest", shortest, Duration.ofHours(1));
    }
  }

  private final Settings settings;
  private final History history;
  private final Consumer<Finding> findings;
  private @Nullable LumaGrid anchor;
  private double uncertainty;
  private boolean inShot;
  private long last;

  FreezeDetector(Settings settings, History history, Consumer<Finding> findings) {
    this.settings = settings;
    this.history = history;
    this.findings = findings;
  }

  @Override
  public void see() {
    LumaGrid newest = history.newest();
    last = newest.micros();
    if (anchor != null && equal(anchor, newest)) {
      return;
    }
    finish(anchor, newest.micros());
    inShot = anchor != null && goesOn(newest);
    anchor = newest;
    uncertainty = history.interval(history.last());
  }

  @Override
  public void end(long end) {
    finish(anchor, Math.max(last, end));
    anchor = null;
  }

  @Override
  public void remember(Memo memo) throws IOException {
    anchor = LumaGrid.rememberIfAny(memo, anchor);
    uncertainty = memo.real(uncertainty);
    inShot = memo.flag(inShot);
    last = memo.whole(last);
  }

  private boolean equal(LumaGrid a, LumaGrid b) {
    return Likeness.difference(a.cells(), b.cells()) <= settings.mean()
        && Likeness.greatestDifference(a.cells(), b.cells()) <= settings.greatest();
  }

  /** Whether {@code newest} is of the same shot as the picture before it. */
  private boolean goesOn(LumaGrid newest) {
    LumaGrid before = history.get(history.last() - 1);
    return Likeness.correlation(before.cells(), newest.cells()) >= 0.8;
  }

  private void finish(@Nullable LumaGrid first, long end) {
    if (first == null || !inShot || first.flat()) {
      return;
    }
    long length = end - first.micros();
    if (length < Micros.of(settings.shortest())) {
      return;
    }
    String description =
        "The picture freezes for %s: a %s picture stands still"
            .formatted(Words.seconds(length), Words.brightness(first.mean()));
    findings.accept(
        Finding.of(first.micros(), end, description, List.of(first.time()), uncertainty));
  }
}

package io.cuepoint.ingest.signal;

import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Uncertainty;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Hard cuts: from the last picture of the old shot to the first of the new one.
 *
 * <p>With {@code c(i)} the mean absolute difference of the cells of pictures i-1 and i, there is a
 * cut at i when {@code c(i) >= change}, {@code c(i) >= ratio * (1 + n)} with n the second greatest
 * c of the pictures around it (the greatest is left out so that two cuts close together are both
 * seen), their correlation is at most {@code correlation} (or both are flat and at least 24 levels
 * apart), and within {@code returning} no picture after it shows what was there before it: that is
 * a flash or a few foreign pictures. Confidence is {@code 1 - ratio * (1 + n) / (2 * c(i))}.
 * Version 1.
 */
final class CutDetector implements PictureDetector {
  static final String VERSION = "1";

  private static final int CHANGED = 4;

  /**
   * Parameters of a cut.
   *
   * @param change least mean difference in grey levels, of 255
   * @param ratio how far it stands out from the pictures around it
   * @param around what lies around it, each way; never less than two pictures
   * @param spread least share of the cells that change, 0 to 1
   * @param correlation greatest correlation of the old and the new picture
   * @param returning within which the old picture must not come back
   */
  record Settings(
      @DefaultValue("6") double change,
      @DefaultValue("2.5") double ratio,
      @DefaultValue("250ms") Duration around,
      @DefaultValue("0.4") double spread,
      @DefaultValue("0.8") double correlation,
      @DefaultValue("300ms") Duration returning) {
    Settings {
      Check.levels("cut.change", change);
      Check.range("cut.ratio", ratio, 1, 1000);
      Check.duration("cut.around", around, Duration.ofSeconds(2));
      Check.share("cut.spread", spread);
      Check.range("cut.correlation", correlation, -1, 1);
      Check.duration("cut.returning", returning, Duration.ofSeconds(2));
    }
  }

  private final Settings settings;
  private final History history;
  private final Consumer<Finding> findings;
  private final long around;
  private final long returning;
  private long next = 1;

  CutDetector(Settings settings, History history, Consumer<Finding> findings) {
    this.settings = settings;
    this.history = history;
    this.findings = findings;
    this.around = Micros.of(settings.around());
    this.returning = Micros.of(settings.returning());
  }

  @Override
  public void see() {
    long wait = Math.max(around, returning);
    while (next + 2 <= history.last()
        && history.newest().micros() - history.get(next).micros() > wait) {
      judge(next++);
    }
  }

  @Override
  public void end(long end) {
    // a new shot has at least two pictures
    while (next + 1 <= history.last()) {
      judge(next++);
    }
  }

  @Override
  public void remember(Memo memo) throws IOException {
    next = memo.whole(next);
  }

  private void judge(long index) {
    LumaGrid fresh = history.get(index);
    double change = fresh.change();
    if (index <= history.first() || change < settings.change()) {
      return;
    }
    double needed = settings.ratio() * (1 + secondGreatestAround(index));
    LumaGrid old = history.get(index - 1);
    if (change < needed || !differs(old, fresh) || returns(index, change)) {
      return;
    }
    long start = old.micros();
    String description =
        "Hard cut from a %s shot to a %s shot"
            .formatted(Words.brightness(old.mean()), Words.brightness(fresh.mean()));
    double interval = (fresh.micros() - start) / 1e6;
    findings.accept(
        new Finding(
                TimeSpan.ofMicros(start, fresh.micros()),
                description,
                List.of(old.time(), fresh.time()),
                new Uncertainty(interval, interval),
                null)
            .withConfidence(1 - needed / (2 * change)));
  }

  private boolean differs(LumaGrid old, LumaGrid fresh) {
    if (Likeness.changedShare(old.cells(), fresh.cells(), CHANGED) < settings.spread()) {
      return false;
    }
    if (old.flat() && fresh.flat()) {
      return Math.abs(old.mean() - fresh.mean()) >= 24;
    }
    return Likeness.correlation(old.cells(), fresh.cells()) <= settings.correlation();
  }

  private double secondGreatestAround(long index) {
    long centre = history.get(index).micros();
    double greatest = 0;
    double second = 0;
    for (long i = Math.max(1, history.first()); i <= history.last(); i++) {
      boolean near =
          Math.abs(i - index) <= 2 || Math.abs(history.get(i).micros() - centre) <= around;
      if (i == index || !near) {
        continue;
      }
      double change = history.get(i).change();
      if (change > greatest) {
        second = greatest;
        greatest = change;
      } else if (change > second) {
        second = change;
      }
    }
    return second;
  }

  private boolean returns(long index, double change) {
    LumaGrid old = history.get(index - 1);
    LumaGrid fresh = history.get(index);
    for (long i = index + 1; i <= history.last(); i++) {
      LumaGrid later = history.get(i);
      if (later.micros() - old.micros() > returning) {
        break;
      }
      if (Likeness.returns(old, later, change)) {
        return true;
      }
    }
    for (long i = index - 2; i >= history.first(); i--) {
      LumaGrid earlier = history.get(i);
      if (fresh.micros() - earlier.micros() > returning) {
        break;
      }
      if (Likeness.returns(earlier, fresh, change)) {
        return true;
      }
    }
    return false;
  }
}

package io.cuepoint.ingest.signal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Flashes: from the first bright picture to the first one that is as before.
 *
 * <p>A flash begins at i when the mean luma rises by at least {@code rise} from picture i-1 to i
 * and at least half of the cells become brighter by half of that; it is one when within {@code
 * longest} a picture comes back whose cells differ from picture i-1 by no more than 0.35 of the
 * change at i and correlate with it by at least 0.8. Version 1.
 */
final class FlashDetector implements PictureDetector {
  static final String VERSION = "1";

  /**
   * Parameters of a flash.
   *
   * @param rise least rise of the mean luma in grey levels, of 255
   * @param longest after which it is no flash but a change of light
   */
  record Settings(@DefaultValue("20") double rise, @DefaultValue("300ms") Duration longest) {
    Settings {
      Check.levels("flash.rise", rise);
      Check.duration("flash.longest", longest, Duration.ofSeconds(2));
    }
  }

  private final Settings settings;
  private final History history;
  private final Consumer<Finding> findings;
  private final long longest;
  private long next = 1;

  FlashDetector(Settings settings, History history, Consumer<Finding> findings) {
    this.settings = settings;
    this.history = history;
    this.findings = findings;
    this.longest = Micros.of(settings.longest());
  }

  @Override
  public void see() {
    while (next <= history.last()
        && history.newest().micros() - history.get(next).micros() > longest) {
      next = judge(next);
    }
  }

  @Override
  public void end(long end) {
    while (next <= history.last()) {
      next = judge(next);
    }
  }

  @Override
  public void remember(Memo memo) throws IOException {
    next = memo.whole(next);
  }

  /** The picture to go on with. */
  private long judge(long index) {
    LumaGrid bright = history.get(index);
    if (index <= history.first() || bright.change() < settings.rise() / 2) {
      return index + 1;
    }
    LumaGrid before = history.get(index - 1);
    if (bright.mean() - before.mean() < settings.rise() || !wide(before, bright)) {
      return index + 1;
    }
    double peak = bright.mean();
    for (long i = index + 1; i <= history.last(); i++) {
      LumaGrid after = history.get(i);
      if (after.micros() - bright.micros() > longest) {
        break;
      }
      if (Likeness.returns(before, after, bright.change())) {
        report(index, i, peak);
        return i;
      }
      peak = Math.max(peak, after.mean());
    }
    return index + 1;
  }

  private boolean wide(LumaGrid before, LumaGrid bright) {
    int brighter = 0;
    for (int i = 0; i < LumaGrid.CELLS; i++) {
      // a cell that cannot become much brighter does not speak against a flash
      boolean full = bright.cells()[i] > 235;
      if (full || bright.cells()[i] - before.cells()[i] >= settings.rise() / 2) {
        brighter++;
      }
    }
    return brighter >= LumaGrid.CELLS / 2;
  }

  private void report(long first, long after, double peak) {
    LumaGrid bright = history.get(first);
    long end = history.get(after).micros();
    double before = history.get(first - 1).mean();
    String description =
        "Flash of light: a %s picture turns %s for %d ms"
            .formatted(
                Words.brightness(before),
                peak >= 240 ? "white" : "brighter",
                (end - bright.micros()) / 1000);
    findings.accept(
        Finding.of(
            bright.micros(), end, description, List.of(bright.time()), history.interval(first)));
  }
}

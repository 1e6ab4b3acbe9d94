package io.cuepoint.ingest.signal;

import io.cuepoint.contract.MediaTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Black stretches: from the first black picture to the first that is not.
 *
 * <p>A picture is black when at least {@code share} of its pixels have luma {@value LumaMeter#DARK}
 * of 255 or less (full range); a stretch counts from {@code shortest} on. Version 1.
 */
final class BlackDetector implements PictureDetector {
  static final String VERSION = "1";

  /**
   * Parameters of black.
   *
   * @param share of dark pixels, 0 to 1
   * @param shortest stretch that is reported
   */
  record Settings(@DefaultValue("0.98") double share, @DefaultValue("300ms") Duration shortest) {
    Settings {
      Check.share("black.share", share);
      Check.duration("black.shortest", shortest, Duration.ofHours(1));
    }
  }

  private final Settings settings;
  private final History history;
  private final Consumer<Finding> findings;
  private boolean black;
  private MediaTime start = MediaTime.ZERO;
  private double uncertainty;

  BlackDetector(Settings settings, History history, Consumer<Finding> findings) {
    this.settings = settings;
    this.history = history;
    this.findings = findings;
  }

  @Override
  public void see() {
    LumaGrid newest = history.newest();
    boolean now = newest.darkShare() >= settings.share();
    if (now && !black) {
      start = newest.time();
      uncertainty = history.interval(history.last());
    } else if (!now && black) {
      finish(newest.micros());
    }
    black = now;
  }

  @Override
  public void end(long end) {
    if (black) {
      finish(end);
    }
    black = false;
  }

  @Override
  public void remember(Memo memo) throws IOException {
    black = memo.flag(black);
    start = memo.time(start);
    uncertainty = memo.real(uncertainty);
  }

  private void finish(long end) {
    long length = end - start.micros();
    if (length >= Micros.of(settings.shortest())) {
      String description = "The picture is black for " + Words.seconds(length);
      findings.accept(Finding.of(start.micros(), end, description, List.of(start), uncertainty));
    }
  }
}

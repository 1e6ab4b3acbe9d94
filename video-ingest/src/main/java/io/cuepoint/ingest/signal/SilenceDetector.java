package io.cuepoint.ingest.signal;

import io.cuepoint.contract.MediaTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Silence: every {@value SoundHop#MILLIS} ms of the loudest channel lie below {@code level} (root
 * mean square) for at least {@code shortest}. Where sound is missing nobody knows: a gap ends a
 * silence. Version 1.
 */
final class SilenceDetector implements SoundDetector {
  static final String VERSION = "1";

  /**
   * Parameters of silence.
   *
   * @param level in dBFS
   * @param shortest silence that is reported
   */
  record Settings(@DefaultValue("-50") double level, @DefaultValue("1500ms") Duration shortest) {
    Settings {
      Check.range("silence.level", level, -120, 0);
      Check.duration("silence.shortest", shortest, Duration.ofHours(1));
    }
  }

  private final Settings settings;
  private final Consumer<Finding> findings;
  private final double power;
  private boolean silent;
  private long start;
  private long end;
  private double loudest;

  SilenceDetector(Settings settings, Consumer<Finding> findings) {
    this.settings = settings;
    this.findings = findings;
    this.power = Math.pow(10, settings.level() / 10);
  }

  @Override
  public void hear(SoundHop hop) {
    boolean quiet = hop.power() < power;
    if (silent && (!quiet || hop.gap())) {
      finish();
    }
    if (quiet) {
      if (!silent) {
        silent = true;
        start = hop.start();
        loudest = 0;
      }
      end = hop.end();
      loudest = Math.max(loudest, hop.power());
    }
  }

  @Override
  public void end() {
    if (silent) {
      finish();
    }
  }

  @Override
  public void remember(Memo memo) throws IOException {
    silent = memo.flag(silent);
    start = memo.whole(start);
    end = memo.whole(end);
    loudest = memo.real(loudest);
  }

  private void finish() {
    silent = false;
    if (end - start < Micros.of(settings.shortest())) {
      return;
    }
    String level =
        loudest < 1e-10
            ? "no sound at all"
            : String.format(Locale.ROOT, "below %.0f dBFS", Math.ceil(10 * Math.log10(loudest)));
    findings.accept(
        Finding.of(
            start,
            end,
            "Silence for %s, %s".formatted(Words.seconds(end - start), level),
            List.of(MediaTime.ofMicros(start)),
            SoundHop.MILLIS / 1000.0));
  }
}

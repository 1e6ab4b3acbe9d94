package io.cuepoint.ingest.signal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Parameters of the detectors; each is described at its detector.
 *
 * @param eventsPerMinute most events that one detector reports of a minute of video
 */
@ConfigurationProperties("cuepoint.signals")
public record SignalsProperties(
    @DefaultValue("60") int eventsPerMinute,
    @DefaultValue CutDetector.Settings cut,
    @DefaultValue FadeDetector.Settings fade,
    @DefaultValue DissolveDetector.Settings dissolve,
    @DefaultValue FlashDetector.Settings flash,
    @DefaultValue BlackDetector.Settings black,
    @DefaultValue FreezeDetector.Settings freeze,
    @DefaultValue MotionDetector.Settings motion,
    @DefaultValue SilenceDetector.Settings silence,
    @DefaultValue LoudDetector.Settings loud) {
  public SignalsProperties {
    if (eventsPerMinute < 1) {
      throw new IllegalArgumentException(
          "cuepoint.signals.events-per-minute: " + eventsPerMinute + " (expected: >= 1)");
    }
  }
}

package io.cuepoint.ingest.clip;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.rate.RateProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Rules as tests need them. */
public final class TestRules {
  /** The tiny model's wishes: 12 s, 4 s shared, 2 frames a second of 6,272 pixels. */
  public static final ModelProfile TINY =
      profile(new ClipProfile(12, 4, List.of(2.0), 96, 6272, 6272), null);

  private TestRules() {}

  /** As configured, for the first look at a video. */
  static ClipRules of(ClipProperties properties) {
    Analysis first = Analysis.first(new UUID(1, 1), Task.DENSE, Instant.EPOCH);
    return ClipRules.of(properties, first, "ab", Optional.empty());
  }

  /** What is configured where nothing is. */
  public static ClipProperties defaults() {
    return new ClipProperties(
        Duration.ofSeconds(60),
        Duration.ofSeconds(6),
        2,
        8192,
        4,
        1_003_520,
        DataSize.ofGigabytes(1));
  }

  /** What is configured of rates where nothing is. */
  public static RateProperties rates() {
    return new RateProperties(true, 0.5, 4, 40_000, 0.005, 0.03, 0.25);
  }

  /** The lanes of clips where nothing is configured. */
  public static ClipLanes lanes() {
    return new ClipLanes(List.of(Duration.ofMinutes(10), Duration.ofHours(1)));
  }

  public static Analysis analysis(
      Task task, boolean interactive, @Nullable Double rate, TimeSpan... spans) {
    return new Analysis(new UUID(5, 5), task, interactive, List.of(spans), rate, Instant.EPOCH);
  }

  public static ModelProfile profile(ClipProfile clips, @Nullable List<String> onlyVideos) {
    return new ModelProfile(
        "w", "tiny", "1", "onnxruntime", "f32", null, Instant.EPOCH, clips, onlyVideos, null);
  }
}

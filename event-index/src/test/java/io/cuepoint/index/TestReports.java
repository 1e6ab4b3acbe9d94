package io.cuepoint.index;

import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.DetectorLook;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.StableId;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Uncertainty;
import io.cuepoint.contract.VideoProbed;
import io.cuepoint.contract.VideoSampled;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages about a video, as ingest and workers send them. */
public final class TestReports {
  public static final Source MODEL = new Source(Source.Kind.MODEL, "test-model", "1", "p1");
  public static final Source CUT = Source.detector("cut", "1");

  private TestReports() {}

  public static UUID clipId(UUID video, int index) {
    return StableId.of(video, "clip", index);
  }

  /** Windows of 60 s that overlap by 6 s. */
  public static TimeSpan window(int index) {
    return TimeSpan.ofSeconds(index * 54, index * 54 + 60);
  }

  public static ClipSampled clip(UUID video, int index) {
    return new ClipSampled(
        video,
        clipId(video, index),
        index,
        window(index),
        2,
        120,
        448,
        252,
        "videos/" + video + "/clips/" + index,
        1000,
        null);
  }

  public static ClipAnalyzed analysed(UUID video, int index, int events) {
    return new ClipAnalyzed(
        video, clipId(video, index), window(index), Outcome.ANALYSED, null, MODEL, events, null);
  }

  public static ClipAnalyzed noModel(UUID video, int index) {
    return new ClipAnalyzed(
        video,
        clipId(video, index),
        window(index),
        Outcome.NOT_ANALYSED,
        "no model configured",
        null,
        0,
        null);
  }

  public static EventLocalized seen(
      UUID video, int clip, double start, double end, String description) {
    return report(video, clipId(video, clip), MODEL, "event", start, end, description);
  }

  public static EventLocalized cut(UUID video, double at) {
    return report(
        video, null, CUT, "cut", at, at + 0.04, "hard cut from a dark to a bright shot at " + at);
  }

  public static EventLocalized report(
      UUID video,
      @Nullable UUID clip,
      Source source,
      String label,
      double start,
      double end,
      String description) {
    TimeSpan span = TimeSpan.ofSeconds(start, end);
    return new EventLocalized(
        StableId.of(
            video,
            String.valueOf(clip),
            source.name(),
            label,
            span.start().micros(),
            span.end(),
            description),
        video,
        clip,
        span,
        label,
        description,
        List.of(span.start()),
        new Uncertainty(0.25, 0.25),
        null,
        source,
        List.of(),
        null);
  }

  public static VideoProbed probed(UUID video, double seconds) {
    return new VideoProbed(video, MediaTime.ofSeconds(seconds), List.of(), List.of(), null);
  }

  public static VideoSampled sampled(UUID video, double seconds, int clips, int events) {
    return new VideoSampled(
        video,
        MediaTime.ofSeconds(seconds),
        clips,
        events,
        clips == 0
            ? List.of()
            : List.of(
                new SampledSpan(TimeSpan.ofSeconds(0, seconds), 2, (int) Math.ceil(seconds * 2))),
        List.of(new DetectorLook(CUT, TimeSpan.ofSeconds(0, seconds), Outcome.ANALYSED, null)),
        List.of());
  }
}

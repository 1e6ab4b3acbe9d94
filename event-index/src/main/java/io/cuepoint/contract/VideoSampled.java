package io.cuepoint.contract;

import java.util.List;
import java.util.UUID;

/**
 * Ingest has read a video to its end.
 *
 * @param duration of what was really there: the end of the last frame or audio sample
 * @param clips how many distinct {@link ClipSampled} there are for it
 * @param events how many distinct {@link EventLocalized} the detectors reported
 * @param sampled the stretches that clips cover, in time order, without overlap
 * @param looks what each detector did
 * @param warnings all of them, those of {@link VideoProbed} included
 */
public record VideoSampled(
    UUID videoId,
    MediaTime duration,
    int clips,
    int events,
    List<SampledSpan> sampled,
    List<DetectorLook> looks,
    List<Warning> warnings) {
  public static final Topic<VideoSampled> TOPIC =
      new Topic<>(
          "cuepoint.video.sampled.v1", VideoSampled.class, message -> message.videoId().toString());

  public VideoSampled {
    sampled = List.copyOf(sampled);
    looks = List.copyOf(looks);
    warnings = List.copyOf(warnings);
  }
}

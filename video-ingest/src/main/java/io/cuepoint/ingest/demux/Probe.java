package io.cuepoint.ingest.demux;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.StreamInfo;
import io.cuepoint.contract.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a container says about itself, before anything is decoded.
 *
 * @param format FFmpeg's name of the container ({@code mov,mp4,m4a,3gp,3g2,mj2})
 * @param duration as the container states or estimates it; null where it does not
 * @param startTime the container's own start time, which is 0 on the video's clock
 * @param streams all of them, in the container's order
 * @param creationTime the container's {@code creation_time}, if it is one
 */
public record Probe(
    String format,
    @Nullable MediaTime duration,
    MediaTime startTime,
    List<StreamInfo> streams,
    List<Warning> warnings,
    @Nullable Instant creationTime) {
  public Probe {
    streams = List.copyOf(streams);
    warnings = List.copyOf(warnings);
  }

  /** The stream that is sampled. */
  public Optional<StreamInfo> video() {
    return selected("video");
  }

  /** The stream that is heard. */
  public Optional<StreamInfo> audio() {
    return selected("audio");
  }

  public boolean hasVideo() {
    return video().isPresent();
  }

  public boolean hasAudio() {
    return audio().isPresent();
  }

  private Optional<StreamInfo> selected(String kind) {
    return streams.stream().filter(s -> s.selected() && s.kind().equals(kind)).findFirst();
  }
}

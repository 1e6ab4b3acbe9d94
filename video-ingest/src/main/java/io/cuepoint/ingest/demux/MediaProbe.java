package io.cuepoint.ingest.demux;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * Says what is in a container. Warnings: {@code video.audio-only}, {@code video.several-streams}.
 */
public final class MediaProbe {
  private MediaProbe() {}

  /**
   * What the container at {@code location} says.
   *
   * @param location a path or an http(s) URL
   * @throws UnreadableMediaException when nothing in it can ever be read
   * @throws IOException when it cannot be read now
   */
  public static Probe probe(String location)
      throws UnreadableMediaException, IOException, InterruptedException {
    try (MediaInput input = MediaInput.open(location)) {
      return of(input);
    }
  }

  static Probe of(MediaInput input) {
    AVFormatContext format = input.format();
    return new Probe(
        format.iformat().name().getString(),
        duration(format),
        MediaTime.ofMicros(input.zeroMicros()),
        StreamDescriptions.of(input),
        warnings(input),
        Metadata.creationTime(format.metadata()));
  }

  private static @Nullable MediaTime duration(AVFormatContext format) {
    boolean known = format.duration() != AV_NOPTS_VALUE && format.duration() > 0;
    return known ? MediaTime.ofMicros(format.duration()) : null;
  }

  private static List<Warning> warnings(MediaInput input) {
    List<Warning> warnings = new ArrayList<>();
    AVStream video = input.video();
    if (video == null) {
      warnings.add(
          new Warning("video.audio-only", "no video stream; only the sound is read", null, null));
    } else if (input.choice().videos() > 1) {
      String detail =
          "%d video streams; stream %d (%dx%d) is sampled"
              .formatted(
                  input.choice().videos(),
                  video.index(),
                  video.codecpar().width(),
                  video.codecpar().height());
      warnings.add(new Warning("video.several-streams", detail, null, null));
    }
    return warnings;
  }
}

package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Warning;
import io.cuepoint.ingest.demux.MediaInput;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;

/** Whether a container promised more than it held. */
public final class Truncation {
  private static final long TOLERANCE = 1_000_000;

  /** Headers round and count the longest stream, which may be one that is not read. */
  private static final double TOLERATED_PART = 0.02;

  private Truncation() {}

  /** Warns {@code video.truncated} when the end is missing by more than a second and 2 %. */
  public static void check(MediaInput input, MediaTime end, PassWarnings warnings) {
    AVFormatContext format = input.format();
    long promised = format.duration();
    if (promised == AV_NOPTS_VALUE
        || format.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE) {
      return;
    }
    // Matroska counts its duration from its own 0, others from the start time
    long missing = promised - end.micros() - Math.max(0, input.zeroMicros());
    if (missing > Math.max(TOLERANCE, Math.round(promised * TOLERATED_PART))) {
      warnings.add(
          new Warning(
              "video.truncated",
              "the container says %s, what is there ends at %s"
                  .formatted(MediaTime.ofMicros(promised), end),
              end,
              MediaTime.ofMicros(promised)));
    }
  }
}

package io.cuepoint.ingest.demux;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** FFmpeg's libraries in this process: loaded once, silent, with errors in words. */
public final class Ffmpeg {
  /** {@code AVERROR(EAGAIN)} on Linux; the binding's own getter does not link everywhere. */
  public static final int EAGAIN = -11;

  /** Microseconds, as a denominator of a time base. */
  static final int MICROS = 1_000_000;

  static {
    // damaged files would fill the log from native code, where no level of ours applies
    av_log_set_level(AV_LOG_QUIET);
  }

  private Ffmpeg() {}

  /** Loads the native libraries if that has not happened. */
  public static void load() {}

  /** FFmpeg's words for a negative return value. */
  public static String describe(int error) {
    byte[] text = new byte[128];
    av_strerror(error, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.US_ASCII);
  }

  /** Whether an error comes from the operating system, so that another try may succeed. */
  static boolean isSystemError(int error) {
    return error < 0 && error > -4096 && error != -22;
  }
}

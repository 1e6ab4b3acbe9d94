package io.cuepoint.ingest.demux;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** FFmpeg's libraries in this process: loaded once, silent, with errors in words. */
public final class Ffmpeg {
  /** {@code AVERROR(EAGAIN)} on Linux; the binding's own getter does not link everywhere. */
  public static final int EAGAIN = -11;

  /** ENOENT, EACCES, EBUSY, ENFILE, EMFILE, EPIPE and what sockets give, by Linux's numbers. */
  private static final Set<Integer> SYSTEM_ERRORS =
      Set.of(2, 13, 16, 23, 24, 32, 100, 101, 103, 104, 110, 111, 112, 113);

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

  /**
   * Whether an error comes from the operating system or the network, so that another try may
   * succeed. Not among them are those that demuxers also return for damaged bytes (no memory for an
   * absurd size, input/output error).
   */
  static boolean isSystemError(int error) {
    return SYSTEM_ERRORS.contains(-error) || isHttpError(error);
  }

  /** {@code AVERROR_HTTP_*}: the letters 0xF8, '4' or '5', and two more. */
  private static boolean isHttpError(int error) {
    int first = -error & 0xff;
    int second = -error >> 8 & 0xff;
    return first == 0xf8 && (second == '4' || second == '5');
  }
}

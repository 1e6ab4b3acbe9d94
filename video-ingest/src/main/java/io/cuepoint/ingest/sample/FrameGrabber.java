package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.picture.RgbPicture;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * Fetches single frames: seeks to a key frame before the wanted time and decodes from there; where
 * a container's seeking cannot be trusted, from the beginning. Safe for concurrent use.
 */
public final class FrameGrabber {
  /** A stream whose timestamps may jump is read whole when it is no larger. */
  private static final long MAX_BYTES_READ_WHOLE = 64L << 20;

  private final PassOptions options;

  public FrameGrabber(PassOptions options) {
    this.options = options;
  }

  /**
   * The frame on screen at {@code time}: before the first frame the first, after the last the last.
   *
   * @param location a path or an http(s) URL
   * @param maxWidth a wider picture is scaled down to it
   * @return a picture with bytes of its own; empty when there is no video
   * @throws IOException when it cannot be read now
   */
  public Optional<RgbPicture> frameAt(String location, MediaTime time, int maxWidth)
      throws UnreadableMediaException, IOException, InterruptedException {
    RgbPicture found = attempt(location, time, maxWidth, true);
    return Optional.ofNullable(found != null ? found : attempt(location, time, maxWidth, false));
  }

  private @Nullable RgbPicture attempt(
      String location, MediaTime time, int maxWidth, boolean seeking)
      throws UnreadableMediaException, IOException, InterruptedException {
    try (MediaInput input = MediaInput.open(location)) {
      AVStream stream = input.video();
      if (stream == null || (seeking && !seek(input, stream, time))) {
        return null;
      }
      try (FrameSearch search = new FrameSearch(input, stream, time, maxWidth, options, seeking)) {
        return read(input, search);
      } catch (NoDecoderException e) {
        throw new UnreadableMediaException("video.no-frames", String.valueOf(e.getMessage()));
      }
    }
  }

  private static @Nullable RgbPicture read(MediaInput input, FrameSearch search)
      throws IOException, InterruptedException {
    AVPacket packet = av_packet_alloc();
    try {
      while (!search.isOver() && input.read(packet) >= 0) {
        search.packet(packet);
        av_packet_unref(packet);
      }
      return search.result();
    } finally {
      av_packet_free(packet);
    }
  }

  /** Whether reading now begins at or before {@code time}, as far as the container can tell. */
  private static boolean seek(MediaInput input, AVStream stream, MediaTime time) {
    boolean whole = input.mayJump() && input.bytes() <= MAX_BYTES_READ_WHOLE;
    if (whole || input.hasNoTimestamps()) {
      return false;
    }
    long stamp = FrameTimes.fromMicros(time.micros() + input.zeroMicros(), stream);
    return av_seek_frame(input.format(), stream.index(), stamp, AVSEEK_FLAG_BACKWARD) >= 0;
  }
}

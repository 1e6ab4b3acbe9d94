package io.cuepoint.ingest.activity;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.sample.FrameTimes;
import io.cuepoint.ingest.sample.NoDecoderException;
import io.cuepoint.ingest.sample.Rebase;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how much happens in a video: reads all packets of its video stream and decodes few of
 * them, from a key frame on until two frames have come, every two seconds or more. Where no key
 * frame comes for 10 s (or 64 MB), decoding goes on without it, passing over the frames that no
 * other needs. The same file always gives the same activity. Memory does not grow with the length
 * of the video.
 */
public final class ActivityScan {
  private final MediaInput input;
  private final AVStream stream;
  private final FrameTimes times;
  private final long mostLeap;
  private boolean begun;
  private long end;
  private long lastKey = Long.MIN_VALUE;

  private ActivityScan(MediaInput input, AVStream stream, FrameTimes times) {
    this.input = input;
    this.stream = stream;
    this.times = times;
    this.mostLeap = Rebase.maxLeap(input.mayJump());
  }

  /**
   * Scans a video on the calling thread.
   *
   * @param location a path or an http(s) URL
   * @throws UnreadableMediaException when nothing in it can ever be read
   * @throws IOException when it cannot be read now
   */
  public static ActivityTrack of(String location)
      throws UnreadableMediaException, IOException, InterruptedException {
    try (MediaInput input = MediaInput.open(location)) {
      AVStream stream = input.video();
      if (stream == null) {
        return ActivityTrack.unknown(stated(input), "there is no video stream");
      }
      if (input.hasNoTimestamps()) {
        return ActivityTrack.unknown(stated(input), "the container has no timestamps");
      }
      passOverOthers(input, stream);
      try (FrameTimes times = new FrameTimes(input, stream);
          SparseDecoding decoding = SparseDecoding.open(input, stream, times)) {
        return new ActivityScan(input, stream, times).run(decoding);
      } catch (NoDecoderException e) {
        return ActivityTrack.unknown(stated(input), String.valueOf(e.getMessage()));
      }
    }
  }

  private static void passOverOthers(MediaInput input, AVStream video) {
    for (int i = 0; i < input.format().nb_streams(); i++) {
      if (i != video.index()) {
        input.format().streams(i).discard(AVDISCARD_ALL);
      }
    }
  }

  private static MediaTime stated(MediaInput input) {
    long duration = input.format().duration();
    return MediaTime.ofMicros(duration == AV_NOPTS_VALUE ? 0 : Math.max(0, duration));
  }

  private ActivityTrack run(SparseDecoding decoding) throws IOException, InterruptedException {
    String odd = null;
    AVPacket packet = av_packet_alloc();
    try {
      while (odd == null && input.read(packet) >= 0) {
        if (packet.stream_index() == stream.index() && packet.pts() != AV_NOPTS_VALUE) {
          odd = packet(packet, decoding);
        }
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
    decoding.finish();
    if (odd == null && !decoding.probe().hasSeen()) {
      odd = "no frame with a timestamp was decoded";
    }
    return odd == null ? decoding.probe().track(end) : ActivityTrack.unknown(stated(input), odd);
  }

  /** Takes a packet; why the video's clock cannot be told from it, or null. */
  private @Nullable String packet(AVPacket packet, SparseDecoding decoding)
      throws InterruptedException {
    long time = times.micros(packet.pts()) - input.zeroMicros();
    boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
    boolean leaps = time > end + (begun ? mostLeap : Rebase.maxLeap(false));
    if ((key && time < lastKey) || leaps) {
      return "timestamps jump";
    }
    begun = true;
    lastKey = key ? time : lastKey;
    long shown = Math.min(mostLeap, times.micros(Math.max(0, packet.duration())));
    end = Math.max(end, time + shown);
    decoding.packet(packet, time, key);
    return null;
  }
}

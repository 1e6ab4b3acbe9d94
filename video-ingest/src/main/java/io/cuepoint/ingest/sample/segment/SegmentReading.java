package io.cuepoint.ingest.sample.segment;

import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.sample.FrameTimes;
import io.cuepoint.ingest.sample.PassOptions;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.Rebase;
import io.cuepoint.ingest.sample.TargetGrid;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * One pass over an open container: reads packets, cuts them into segments, passes over those that
 * hold no target, and leaves out what lies between wanted spans where the container has an index.
 */
final class SegmentReading implements AutoCloseable {
  /** A gap between targets that is worth a seek, in microseconds. */
  private static final long WORTH_A_SEEK = 10_000_000;

  /**
   * How long before a target to look for a key frame, at first and then: an index may go by
   * decoding times, which come before the frames' own.
   */
  private static final long[] MARGINS = {1_000_000, 10_000_000};

  private final MediaInput input;
  private final AVStream stream;
  private final @Nullable AVStream audio;
  private final FrameTimes times;
  private final @Nullable FrameTimes audioTimes;
  private final TargetGrid grid;
  private final SegmentCutter cutter;
  private final SegmentDelivery delivery;
  private final AVPacket packet = av_packet_alloc();
  private boolean begun;
  private boolean over;
  private long target;
  private int landing = -1;

  private SegmentReading(
      MediaInput input,
      AVStream stream,
      TargetGrid grid,
      PassOptions options,
      SegmentLimits limits,
      WantedSink sink) {
    this.input = input;
    this.stream = stream;
    this.audio = input.audio();
    this.times = new FrameTimes(input, stream);
    this.audioTimes = audio == null ? null : new FrameTimes(input, audio);
    this.grid = grid;
    this.cutter = new SegmentCutter(times, limits, Rebase.maxLeap(input.mayJump()));
    this.delivery = new SegmentDelivery(input, stream, times, grid, options, limits, sink);
    this.target = grid.from(0);
  }

  /**
   * A pass over {@code input}, which stays the caller's to close.
   *
   * @throws OddStreamException when it is plain from the start that segments will not do
   */
  static SegmentReading open(
      MediaInput input, TargetGrid grid, PassOptions options, SegmentLimits limits, WantedSink sink)
      throws OddStreamException {
    AVStream stream = input.video();
    if (stream == null) {
      throw new OddStreamException("there is no video stream");
    }
    if (input.hasNoTimestamps()) {
      throw new OddStreamException("the container has no timestamps");
    }
    if (stream.codecpar().field_order() > AV_FIELD_PROGRESSIVE) {
      throw new OddStreamException("it is interlaced: its frames need their neighbours");
    }
    if (!ExactSkipping.ofSegments(stream.codecpar())) {
      throw new OddStreamException("the codec is not known to begin anew at key frames");
    }
    return new SegmentReading(input, stream, grid, options, limits, sink);
  }

  PassResult run() throws OddStreamException, IOException, InterruptedException {
    int ended = 0;
    while (!over && ended >= 0) {
      ended = input.read(packet);
      if (ended >= 0) {
        packet();
        av_packet_unref(packet);
      }
    }
    if (!over) {
      finish();
    }
    return delivery.finish(over, ended);
  }

  private void packet() throws OddStreamException, InterruptedException {
    if (audio != null && audioTimes != null && packet.stream_index() == audio.index()) {
      if (packet.pts() != AV_NOPTS_VALUE) {
        delivery.heard(audioTimes.micros(packet.pts() + packet.duration()) - input.zeroMicros());
      }
    } else if (packet.stream_index() == stream.index()) {
      video();
    }
  }

  private void video() throws OddStreamException, InterruptedException {
    if (!begun) {
      begun = true;
      delivery.begin(packet);
      if (packet.pts() != AV_NOPTS_VALUE && seekFrom(time(packet.pts()))) {
        return;
      }
    }
    if (landing >= 0 && !landed()) {
      return;
    }
    Segment segment = cutter.add(packet);
    if (segment != null) {
      take(segment);
    }
  }

  private void finish() throws OddStreamException, InterruptedException {
    if (landing >= 0) {
      throw new OddStreamException("no key frame lies where the index has one");
    }
    Segment beforeLast = cutter.beforeLast();
    if (beforeLast != null) {
      take(beforeLast);
    }
    Segment last = over ? null : cutter.last();
    if (last != null) {
      take(last);
    }
  }

  /** Has what is wanted of a segment decoded, and passes over what is wanted by nobody. */
  private void take(Segment segment) throws OddStreamException, InterruptedException {
    long end = segment.isLast() ? Long.MAX_VALUE : time(segment.endStamp());
    delivery.take(segment, target, end);
    if (segment.isLast()) {
      return;
    }
    while (target != TargetGrid.NONE && grid.time(target) < end) {
      target = grid.from(target + 1);
    }
    over = end >= grid.end();
    if (!over && !grid.wants(end)) {
      boolean unused = seekFrom(end);
    }
  }

  /** Whether reading goes on near the next target, because that is far from {@code time}. */
  private boolean seekFrom(long time) throws OddStreamException {
    boolean far = target != TargetGrid.NONE && grid.time(target) - time > WORTH_A_SEEK;
    if (far && input.isIndexed()) {
      landing = 0;
      seek();
    }
    return far && input.isIndexed();
  }

  private void seek() throws OddStreamException {
    cutter.restart();
    long wanted = grid.time(target) - MARGINS[landing] + input.zeroMicros();
    long stamp = FrameTimes.fromMicros(wanted, stream);
    if (av_seek_frame(input.format(), stream.index(), stamp, AVSEEK_FLAG_BACKWARD) < 0) {
      throw new OddStreamException("the container cannot seek");
    }
  }

  /** Whether this packet is the key frame after a seek; seeks anew when that went too far. */
  private boolean landed() throws OddStreamException {
    if ((packet.flags() & AV_PKT_FLAG_KEY) == 0 || packet.pts() == AV_NOPTS_VALUE) {
      return false;
    }
    if (time(packet.pts()) <= grid.time(target)) {
      landing = -1;
      return true;
    }
    landing++;
    if (landing == MARGINS.length) {
      throw new OddStreamException("no key frame lies where the index has one");
    }
    seek();
    return false;
  }

  private long time(long stamp) {
    return times.micros(stamp) - input.zeroMicros();
  }

  @Override
  public void close() {
    delivery.close();
    cutter.close();
    av_packet_free(packet);
    times.close();
    if (audioTimes != null) {
      audioTimes.close();
    }
  }
}

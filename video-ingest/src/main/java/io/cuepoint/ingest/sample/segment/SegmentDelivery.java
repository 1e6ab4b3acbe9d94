package io.cuepoint.ingest.sample.segment;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.Ffmpeg;
import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.sample.FrameTimes;
import io.cuepoint.ingest.sample.NoDecoderException;
import io.cuepoint.ingest.sample.PassOptions;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.PassWarnings;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.ingest.sample.TargetGrid;
import io.cuepoint.ingest.sample.Truncation;
import io.cuepoint.ingest.sample.VideoNotes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/** Gives segments to the decoders, few at a time, and their frames in order to the sink. */
final class SegmentDelivery implements AutoCloseable {
  private static final int JOBS_A_DECODER = 2;

  private final MediaInput input;
  private final AVStream stream;
  private final FrameTimes times;
  private final TargetGrid grid;
  private final PassOptions options;
  private final SegmentLimits limits;
  private final WantedSink sink;
  private final Outlet outlet;
  private final PassWarnings warnings = new PassWarnings();
  private final VideoNotes notes = new VideoNotes(warnings);
  private final Deque<SegmentJob> jobs = new ArrayDeque<>();
  private @Nullable SegmentDecoders decoders;
  private long packetBytes;
  private long frames;
  private long videoEnd = Long.MIN_VALUE;
  private long audioEnd = Long.MIN_VALUE;

  SegmentDelivery(
      MediaInput input,
      AVStream stream,
      FrameTimes times,
      TargetGrid grid,
      PassOptions options,
      SegmentLimits limits,
      WantedSink sink) {
    this.input = input;
    this.stream = stream;
    this.times = times;
    this.grid = grid;
    this.options = options;
    this.limits = limits;
    this.sink = sink;
    this.outlet = new Outlet(limits.pictureBytes());
  }

  /** Opens the decoders; {@code primer} is the stream's first packet. */
  void begin(AVPacket primer) throws OddStreamException, InterruptedException {
    try {
      decoders = SegmentDecoders.open(limits.decoders(), input, stream, primer, options, outlet);
    } catch (NoDecoderException e) {
      throw new OddStreamException(String.valueOf(e.getMessage()));
    }
  }

  /** The sound reaches this far, in microseconds of the video's clock. */
  void heard(long end) {
    audioEnd = Math.max(audioEnd, end);
  }

  /**
   * Takes over a segment and gives frames of earlier ones to the sink while there are many.
   *
   * @param target the first that is wanted and lies in no segment before
   * @param end of the segment, in microseconds of the video's clock; of no meaning for the last
   */
  void take(Segment segment, long target, long end)
      throws OddStreamException, InterruptedException {
    List<Wanted> wanted;
    try {
      wanted = wanted(segment, target, end);
    } catch (OddStreamException e) {
      segment.close();
      throw e;
    }
    if (wanted.isEmpty() || decoders == null) {
      segment.close();
      return;
    }
    SegmentJob job = new SegmentJob(segment, wanted);
    jobs.add(job);
    packetBytes += job.bytes();
    while (jobs.size() > 1
        && (jobs.size() > limits.decoders() * JOBS_A_DECODER
            || packetBytes > limits.packetBytes())) {
      deliverFirst();
    }
    decoders.begin(job);
  }

  private List<Wanted> wanted(Segment segment, long target, long end) throws OddStreamException {
    long[] shown = segment.stamps();
    for (int i = 0; i < shown.length; i++) {
      shown[i] = times.micros(shown[i]) - input.zeroMicros();
    }
    if (!segment.isLast() || shown.length == 0) {
      return Wanted.in(segment, grid, target, shown, end);
    }
    // where nothing is to be seen at the end, its packet's word on when it ends is enough
    long duration = times.duration(segment.lastShown());
    videoEnd = times.endOfLast(shown[shown.length - 1], duration, input.zeroMicros());
    List<Wanted> wanted = Wanted.in(segment, grid, target, shown, videoEnd);
    // but a video has to show that it can be decoded at all
    return wanted.isEmpty() && frames == 0 && jobs.isEmpty()
        ? List.of(Wanted.lastOf(segment, target))
        : wanted;
  }

  private void deliverFirst() throws OddStreamException, InterruptedException {
    SegmentJob job = jobs.element();
    for (Shown shown = outlet.take(job); shown != null; shown = outlet.take(job)) {
      show(shown);
    }
    frames += job.decoded;
    packetBytes -= job.bytes();
    jobs.remove();
  }

  private void show(Shown shown) throws InterruptedException {
    notes.frame(shown.width(), shown.height(), shown.time());
    if (shown.failure() != null) {
      notes.unscalable(shown.failure());
    }
    long end = Long.MAX_VALUE;
    if (shown.wanted().open()) {
      end = times.endOfLast(shown.time(), shown.duration(), input.zeroMicros());
      videoEnd = end;
    }
    long number = shown.wanted().from();
    while (number < shown.wanted().until() && grid.time(number) < end) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (shown.picture() != null) {
        sink.sample(
            new SampledFrame(
                MediaTime.ofMicros(grid.time(number)),
                MediaTime.ofMicros(shown.time()),
                shown.key(),
                false,
                shown.picture()));
      }
      number = grid.from(number + 1);
    }
  }

  /**
   * Gives all that is left to the sink.
   *
   * @param over whether reading ended because no later frame is wanted
   * @param ended what reading ended with otherwise
   */
  PassResult finish(boolean over, int ended) throws OddStreamException, InterruptedException {
    while (!jobs.isEmpty()) {
      deliverFirst();
    }
    if (over) {
      videoEnd = grid.end();
    } else if (videoEnd == Long.MIN_VALUE) {
      throw new OddStreamException("no frame was decoded");
    }
    notes.finish(frames);
    MediaTime video = MediaTime.ofMicros(videoEnd);
    MediaTime audio = audioEnd == Long.MIN_VALUE ? null : MediaTime.ofMicros(audioEnd);
    MediaTime duration = MediaTime.max(video, audio == null ? MediaTime.ZERO : audio);
    if (!over) {
      if (ended != AVERROR_EOF) {
        warnings.add("video.read-error", "reading ended early: " + Ffmpeg.describe(ended));
      }
      Truncation.check(input, duration, warnings);
    }
    return new PassResult(duration, video, audio, frames, sink.samples(), warnings.all());
  }

  @Override
  public void close() {
    if (decoders != null) {
      decoders.close();
    }
    jobs.forEach(SegmentJob::close);
  }
}

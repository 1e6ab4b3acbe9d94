package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.MediaInput;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** The video stream of a pass: decodes, gives every frame its time, hands out what is wanted. */
final class VideoTrack implements Track, Decoder.Output {
  private final MediaInput input;
  private final AVStream stream;
  private final PassOptions options;
  private final PassSink sink;
  private final Decoder decoder;
  private final FrameTimes times;
  private final StreamClock clock;
  private final LeadIn leadIn;
  private final Rebase rebase;
  private final PassWarnings warnings;
  private Damage damage;
  private final VideoNotes notes;
  private final GreyPictures grey;
  private final Pictures pictures;
  private final GridSampler grid;
  private @Nullable LateStart late;
  private @Nullable Rejoining rejoining;
  private long frames;
  private long decoded;
  private long lastDuration;
  private long lastTime = Long.MIN_VALUE;
  private long end = Long.MIN_VALUE;
  private int silentPackets;

  VideoTrack(
      MediaInput input,
      AVStream stream,
      TargetGrid targets,
      PassOptions options,
      PassSink sink,
      Rebase rebase,
      PassWarnings warnings)
      throws NoDecoderException {
    this.input = input;
    this.stream = stream;
    this.options = options;
    this.sink = sink;
    this.decoder = Decoder.open(stream, options.threads(), options.maxPixels());
    this.times = new FrameTimes(input, stream);
    this.clock = new StreamClock(rebase);
    this.leadIn = new LeadIn(input.hasNoTimestamps() ? 0 : LeadIn.MAX_FRAMES);
    this.rebase = rebase;
    this.warnings = warnings;
    this.damage = new Damage(warnings);
    this.notes = new VideoNotes(warnings);
    this.grey = new GreyPictures(input, stream);
    this.pictures = new Pictures(input, stream, options.maxWidth());
    this.grid = new GridSampler(targets, pictures, sink);
  }

  /**
   * Takes the place of a pass that was broken off; {@code first} is the first wanted target, in
   * microseconds.
   */
  void resume(PassState state, long first) {
    long from = Math.min(first, state.time());
    late = new LateStart(FrameTimes.fromMicros(from + input.zeroMicros(), stream));
    rejoining = new Rejoining(from, state.time());
    damage = rejoining.damage();
    frames = state.frames();
    notes.goOn(state);
    grey.ofSize(state.greyWidth(), state.greyHeight());
  }

  /** Where this track stands; null where times are in doubt. */
  @Nullable PassState state(long soundBlocks) {
    boolean plain = notes.isPlain() && !damage.isOpen() && !rebase.hasJoined();
    return !plain || frames == 0 || rejoining != null
        ? null
        : notes.state(lastTime, rebase.reached(), frames, grey, soundBlocks);
  }

  @Override
  public int streamIndex() {
    return stream.index();
  }

  @Override
  public boolean packet(AVPacket packet) throws InterruptedException {
    if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
      damage.packetLost();
    }
    if (late != null) {
      startLate(late, packet);
      return true;
    }
    silentPackets++;
    decoder.decode(packet, this);
    if (silentPackets > options.maxSilentPackets()) {
      notes.gaveUp(silentPackets);
      return false;
    }
    return true;
  }

  private void startLate(LateStart start, AVPacket packet) throws InterruptedException {
    if (start.take(packet)) {
      late = null;
      try (start) {
        start.begin(decoder, this);
      }
    }
  }

  @Override
  public void finish() throws InterruptedException {
    if (late != null) {
      late.begin(decoder, this);
    }
    decoder.decode(null, this);
    if (rejoining != null) {
      throw Rejoining.lost("the video ends before the place where it was broken off");
    }
    releaseLeadIn(AV_NOPTS_VALUE);
    if (frames > 0) {
      end = times.endOfLast(lastTime, lastDuration, input.zeroMicros());
      try {
        grid.finish(end);
      } catch (ScalingException e) {
        notes.unscalable(e);
      }
      damage.close(end);
    }
    notes.finish(frames);
  }

  @Override
  public void frame(AVFrame frame) throws InterruptedException {
    silentPackets = 0;
    decoded++;
    long stamp = times.timestamp(frame);
    if (frame.pts() == AV_NOPTS_VALUE) {
      notes.untimed();
    }
    if (stamp == AV_NOPTS_VALUE) {
      if (frames == 0 && leadIn.hold(frame)) {
        return;
      }
      releaseLeadIn(AV_NOPTS_VALUE);
      show(frame, clock.next(times.duration(frame)));
    } else {
      releaseLeadIn(stamp);
      show(frame, clock.at(stamp, times.duration(frame)));
    }
  }

  /** Frames before the first timestamp lie right before it; without any, they begin at 0. */
  private void releaseLeadIn(long stamp) throws InterruptedException {
    long before = stamp == AV_NOPTS_VALUE ? 0 : stamp - leadIn.duration(times);
    for (AVFrame held = leadIn.next(); held != null; held = leadIn.next()) {
      try {
        long duration = times.duration(held);
        if (stamp == AV_NOPTS_VALUE) {
          show(held, clock.next(duration));
        } else {
          show(held, clock.at(before, duration));
          before += duration;
        }
      } finally {
        leadIn.release(held);
      }
    }
  }

  private void show(AVFrame frame, long time) throws InterruptedException {
    boolean key = (frame.flags() & AV_FRAME_FLAG_KEY) != 0;
    boolean corrupt =
        (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0;
    if (rejoining == null) {
      frames++;
      notes.frame(frame, time);
    }
    boolean damaged = damage.frame(time, key, corrupt);
    if (time < lastTime) {
      // came out too late to be on screen
      return;
    }
    lastTime = time;
    lastDuration = times.duration(frame);
    end = time + lastDuration;
    try {
      if (rejoining == null || rejoining.compares(time)) {
        sink.signal(grey.of(frame, MediaTime.ofMicros(time), MediaTime.ofMicros(end)));
      }
      grid.show(frame, time, key, damaged);
    } catch (ScalingException e) {
      notes.unscalable(e);
    }
    if (rejoining != null && rejoining.endsWith(time)) {
      rejoining = null;
      damage = new Damage(warnings);
    }
  }

  @Override
  public void error(int code) {
    damage.packetLost();
    if (rejoining == null) {
      notes.error(code);
    }
  }

  /** Whether no further frame is wanted. */
  boolean isOver() {
    return grid.isOver();
  }

  /** How many frames were decoded. */
  long decoded() {
    return decoded;
  }

  long samples() {
    return grid.samples();
  }

  @Override
  public @Nullable MediaTime end() {
    return frames == 0 ? null : MediaTime.ofMicros(end);
  }

  @Override
  public void close() {
    if (late != null) {
      late.close();
    }
    grid.close();
    pictures.close();
    grey.close();
    leadIn.close();
    times.close();
    decoder.close();
  }
}

package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.Ffmpeg;
import io.cuepoint.ingest.demux.MediaInput;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The audio stream of a pass. Whatever is wrong with it never ends the pass: {@code
 * audio.undecodable} when nothing came out, {@code audio.damaged} when something was lost.
 */
final class AudioTrack implements Track, Decoder.Output {
  private final AVStream stream;
  private final PassSink sink;
  private final PassWarnings warnings;
  private final Decoder decoder;
  private final FrameTimes times;
  private final StreamClock clock;
  private final Resampler resampler = new Resampler();
  private long frames;
  private long blocks;
  private long alreadyHeard;
  private long errors;
  private int lastError;
  private long lastTime = Long.MIN_VALUE;
  private long end = Long.MIN_VALUE;

  AudioTrack(MediaInput input, AVStream stream, PassSink sink, Rebase rebase, PassWarnings warnings)
      throws NoDecoderException {
    this.stream = stream;
    this.sink = sink;
    this.warnings = warnings;
    this.decoder = Decoder.open(stream, 1, Integer.MAX_VALUE);
    this.times = new FrameTimes(input, stream);
    this.clock = new StreamClock(rebase);
  }

  /**
   * Keeps the first so many stretches of sound for itself: what a decoder and a resampler give
   * depends on all that they were given, so that sound is decoded from its beginning always.
   */
  void passOver(long alreadyHeardBlocks) {
    alreadyHeard = alreadyHeardBlocks;
  }

  /** How many stretches of sound there were. */
  long blocks() {
    return blocks;
  }

  @Override
  public int streamIndex() {
    return stream.index();
  }

  @Override
  public boolean packet(AVPacket packet) throws InterruptedException {
    decoder.decode(packet, this);
    return true;
  }

  @Override
  public void frame(AVFrame frame) throws InterruptedException {
    if (frame.sample_rate() <= 0 || frame.nb_samples() <= 0) {
      return;
    }
    frames++;
    long duration = Math.round(1e6 * frame.nb_samples() / frame.sample_rate());
    long stamp = times.timestamp(frame);
    long time = stamp == AV_NOPTS_VALUE ? clock.next(duration) : clock.at(stamp, duration);
    if (time < lastTime) {
      // would sound before what has sounded
      return;
    }
    lastTime = time;
    AudioBlock block = resampler.convert(frame, time);
    if (block == null) {
      error(resampler.lastError());
    } else {
      hand(block);
    }
  }

  private void hand(AudioBlock block) throws InterruptedException {
    if (block.frames() > 0) {
      end = Math.max(end, block.end().micros());
      blocks++;
      if (blocks > alreadyHeard) {
        sink.audio(block);
      }
    }
  }

  @Override
  public void error(int code) {
    errors++;
    lastError = code;
  }

  @Override
  public void finish() throws InterruptedException {
    decoder.decode(null, this);
    AudioBlock rest = resampler.drain();
    if (rest != null) {
      hand(rest);
    }
    if (frames == 0) {
      String why = errors == 0 ? "the stream is empty" : Ffmpeg.describe(lastError);
      warnings.add("audio.undecodable", "no sound could be decoded: " + why);
    } else if (errors > 0) {
      warnings.add(
          "audio.damaged",
          "%d errors, the last one: %s".formatted(errors, Ffmpeg.describe(lastError)));
    }
  }

  @Override
  public @Nullable MediaTime end() {
    return end == Long.MIN_VALUE ? null : MediaTime.ofMicros(end);
  }

  @Override
  public void close() {
    resampler.close();
    times.close();
    decoder.close();
  }
}

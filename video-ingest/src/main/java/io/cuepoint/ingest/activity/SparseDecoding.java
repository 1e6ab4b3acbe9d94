package io.cuepoint.ingest.activity;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.sample.Decoder;
import io.cuepoint.ingest.sample.FrameTimes;
import io.cuepoint.ingest.sample.GreyPictures;
import io.cuepoint.ingest.sample.NoDecoderException;
import io.cuepoint.ingest.sample.Packets;
import io.cuepoint.ingest.sample.PassOptions;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes as few packets as the probe needs. */
final class SparseDecoding implements AutoCloseable, Decoder.Output {
  /** A key frame that does not come for so long is not waited for, in microseconds. */
  private static final long LONGEST_WAIT = 10_000_000;

  private static final long MOST_HELD_BYTES = 64L << 20;

  private final MediaInput input;
  private final FrameTimes times;
  private final Decoder decoder;
  private final GreyPictures pictures;
  private final PictureProbe probe;
  private final Packets held = new Packets();
  private State state = State.WAITING;
  private long since;

  private enum State {
    /** For a key frame at which a pair is due. */
    WAITING,
    /** Until a pair is complete. */
    PROBING,
    /** On and on, because key frames are too far apart. */
    THROUGH
  }

  private SparseDecoding(
      MediaInput input, FrameTimes times, Decoder decoder, GreyPictures pictures) {
    this.input = input;
    this.times = times;
    this.decoder = decoder;
    this.pictures = pictures;
    this.probe = new PictureProbe(pictures);
  }

  static SparseDecoding open(MediaInput input, AVStream stream, FrameTimes times)
      throws NoDecoderException {
    Decoder decoder = Decoder.open(stream, 1, PassOptions.DEFAULT.maxPixels());
    return new SparseDecoding(input, times, decoder, new GreyPictures(input, stream));
  }

  PictureProbe probe() {
    return probe;
  }

  /** Takes the next packet, which is at {@code time} of the video's clock, in microseconds. */
  void packet(AVPacket packet, long time, boolean key) throws InterruptedException {
    if (key && state != State.PROBING) {
      begin(time);
    }
    switch (state) {
      case PROBING -> probe(packet);
      case THROUGH -> decode(packet);
      case WAITING -> {
        held.add(packet);
        if (time - since > LONGEST_WAIT || held.bytes() > MOST_HELD_BYTES) {
          goThrough();
        }
      }
    }
  }

  /** A key frame: what was held before it is not needed any more. */
  private void begin(long time) throws InterruptedException {
    if (state == State.THROUGH) {
      decoder.decode(null, this);
    }
    decoder.flush();
    held.close();
    since = time;
    state = probe.isDue(time) ? State.PROBING : State.WAITING;
  }

  private void probe(AVPacket packet) throws InterruptedException {
    boolean wasOpen = probe.isOpen();
    decode(packet);
    if (wasOpen && !probe.isOpen()) {
      state = State.WAITING;
    }
  }

  private void goThrough() throws InterruptedException {
    state = State.THROUGH;
    for (int i = 0; i < held.size(); i++) {
      decode(held.get(i));
    }
    held.close();
  }

  /** The first frame of a pair is taken as it comes; the second one can be any that others need. */
  private void decode(AVPacket packet) throws InterruptedException {
    decoder.skip(probe.hasSeen() ? AVDISCARD_NONREF : AVDISCARD_DEFAULT);
    decoder.decode(packet, this);
  }

  /** Gives the probe what is still inside the decoder. */
  void finish() throws InterruptedException {
    if (state != State.WAITING) {
      decoder.decode(null, this);
    }
  }

  @Override
  public void frame(AVFrame frame) {
    long stamp = frame.best_effort_timestamp();
    if (stamp != AV_NOPTS_VALUE) {
      probe.frame(frame, times.micros(stamp) - input.zeroMicros());
    }
  }

  @Override
  public void error(int code) {
    // damage is told of by the pass that samples
  }

  @Override
  public void close() {
    held.close();
    pictures.close();
    decoder.close();
  }
}

package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Passes over a stream's packets until shortly before a time, undecoded: the last key frame before
 * it counts, and the one before that, because some encoders call a frame key from which pictures
 * only recover little by little. Packets are kept until it is known which those are, never many.
 */
final class LateStart implements AutoCloseable {
  /** As much of a stream as is held at most, in bytes; what lies behind is decoded then. */
  private static final long MOST_BYTES = 64L << 20;

  private final long stamp;
  private final Packets first = new Packets();
  private final Packets before = new Packets();
  private final Packets since = new Packets();

  /**
   * @param stamp of the stream at which the first frame is wanted
   */
  LateStart(long stamp) {
    this.stamp = stamp;
  }

  /**
   * Takes a packet, which stays the caller's.
   *
   * @return whether decoding begins now, with {@link #begin}
   */
  boolean take(AVPacket packet) {
    if (first.isEmpty()) {
      first.add(packet);
    }
    boolean timed = packet.pts() != AV_NOPTS_VALUE;
    boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0 && timed;
    if (key && packet.pts() <= stamp && !since.isEmpty()) {
      before.close();
      before.addAll(since, since.size());
      since.close();
    }
    since.add(packet);
    boolean behind = packet.dts() != AV_NOPTS_VALUE ? packet.dts() > stamp : key;
    return (behind && (!timed || packet.pts() > stamp))
        || before.bytes() + since.bytes() > MOST_BYTES;
  }

  /** Decodes what is kept; some encoders say what they are only in a stream's first packet. */
  void begin(Decoder decoder, Decoder.Output output) throws InterruptedException {
    if (!first.isEmpty()) {
      Decoder.Output nowhere = new Nowhere();
      decoder.decode(first.get(0), nowhere);
      decoder.decode(null, nowhere);
      decoder.flush();
    }
    decode(before, decoder, output);
    decode(since, decoder, output);
  }

  private static void decode(Packets packets, Decoder decoder, Decoder.Output output)
      throws InterruptedException {
    for (int i = 0; i < packets.size(); i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      decoder.decode(packets.get(i), output);
    }
  }

  @Override
  public void close() {
    first.close();
    before.close();
    since.close();
  }

  private static final class Nowhere implements Decoder.Output {
    @Override
    public void frame(AVFrame frame) {
      // only what the decoder learns is needed
    }

    @Override
    public void error(int code) {
      // nothing of it is shown
    }
  }
}

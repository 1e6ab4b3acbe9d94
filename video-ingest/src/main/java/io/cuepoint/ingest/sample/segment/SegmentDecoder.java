package io.cuepoint.ingest.sample.segment;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.sample.Decoder;
import io.cuepoint.ingest.sample.FrameTimes;
import io.cuepoint.ingest.sample.NoDecoderException;
import io.cuepoint.ingest.sample.Packets;
import io.cuepoint.ingest.sample.PassOptions;
import io.cuepoint.ingest.sample.Pictures;
import io.cuepoint.ingest.sample.h264.Announcement;
import io.cuepoint.ingest.sample.h264.ReferenceReader;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Decodes whole segments, one after the other, by one thread. Only what wanted frames depend on is
 * decoded, and each of them must come out; where one does not, or with an error, the segment is
 * decoded again with all its packets and those of the segment before.
 */
final class SegmentDecoder implements AutoCloseable {
  private final Decoder decoder;
  private final Pictures pictures;
  private final FrameTimes times;
  private final boolean skipping;
  private final @Nullable ReferenceReader references;
  private final long zero;
  private final Outlet outlet;

  /**
   * A decoder that knows the stream.
   *
   * @param primer the stream's first packet: some encoders say only there what they are
   */
  SegmentDecoder(
      MediaInput input, AVStream stream, AVPacket primer, PassOptions options, Outlet outlet)
      throws NoDecoderException, InterruptedException {
    this.decoder = Decoder.open(stream, 1, options.maxPixels());
    this.pictures = new Pictures(input, stream, options.maxWidth());
    this.times = new FrameTimes(input, stream);
    this.skipping = ExactSkipping.ofNonReference(stream.codecpar());
    this.references = ReferenceReader.of(stream.codecpar());
    this.zero = input.zeroMicros();
    this.outlet = outlet;
    Ignored ignored = new Ignored();
    decoder.decode(primer, ignored);
    decoder.decode(null, ignored);
    decoder.flush();
  }

  /** Decodes what {@code job} wants and hands it to the outlet, and then the end of it. */
  void decode(SegmentJob job) {
    Throwable failure = null;
    FrameExit exit = new FrameExit(job, pictures, times, zero, outlet);
    try {
      if (!sparingly(job, new SparingOutput(exit))) {
        try (ThoroughOutput output = new ThoroughOutput(exit, job.segment())) {
          thoroughly(job, output);
        }
      }
    } catch (Throwable e) {
      failure = e;
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
    } finally {
      decoder.flush();
      job.close();
      outlet.end(job, exit.decoded(), failure);
    }
  }

  /** Whether all came out without an error. */
  private boolean sparingly(SegmentJob job, SparingOutput output) throws InterruptedException {
    Packets packets = job.segment().packets();
    int last = lastWanted(job);
    Map<Integer, Announcement> dispensable =
        references == null ? Map.of() : references.dispensable(packets, last + 1, job::wants);
    for (int i = 0; i <= last && !output.isOver(); i++) {
      AVPacket packet = packets.get(i);
      Announcement announcement = dispensable.get(i);
      if (announcement != null) {
        output.ignore(packet.pts());
        announce(announcement.of(packet), output);
      } else {
        boolean whole = !skipping || job.wants(packet.pts());
        decoder.skip(whole ? AVDISCARD_DEFAULT : AVDISCARD_NONREF);
        decoder.decode(packet, output);
      }
      interruptible();
    }
    if (!output.isOver()) {
      decoder.decode(null, output);
    }
    return output.isComplete();
  }

  private void announce(AVPacket packet, SparingOutput output) throws InterruptedException {
    try {
      decoder.conceal(false);
      decoder.skip(AVDISCARD_DEFAULT);
      decoder.decode(packet, output);
    } finally {
      decoder.conceal(true);
      av_packet_free(packet);
    }
  }

  private static int lastWanted(SegmentJob job) {
    int last = job.segment().packets().size() - 1;
    while (last >= 0 && !job.wants(job.segment().packets().get(last).pts())) {
      last--;
    }
    return last;
  }

  private void thoroughly(SegmentJob job, ThoroughOutput output)
      throws OddStreamException, InterruptedException {
    decoder.flush();
    decoder.skip(AVDISCARD_DEFAULT);
    Packets before = job.segment().before();
    for (int i = 0; before != null && i < before.size(); i++) {
      decoder.decode(before.get(i), output);
      interruptible();
    }
    output.begin();
    Packets packets = job.segment().packets();
    for (int i = 0; i < packets.size() && !output.isOver(); i++) {
      decoder.decode(packets.get(i), output);
      interruptible();
    }
    decoder.decode(null, output);
    output.finish();
  }

  private static void interruptible() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  @Override
  public void close() {
    times.close();
    pictures.close();
    decoder.close();
  }

  /** Output that nobody needs. */
  private static final class Ignored implements Decoder.Output {
    @Override
    public void frame(AVFrame frame) {
      // only what the decoder learns is needed
    }

    @Override
    public void error(int code) {
      // if it matters, it comes again with the packet's own segment
    }
  }
}

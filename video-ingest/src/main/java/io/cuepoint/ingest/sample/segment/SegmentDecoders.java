package io.cuepoint.ingest.sample.segment;

import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.sample.NoDecoderException;
import io.cuepoint.ingest.sample.PassOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The decoders of one pass, each used by one thread at a time. */
final class SegmentDecoders implements AutoCloseable {
  private final List<SegmentDecoder> all = new ArrayList<>();
  private final BlockingQueue<SegmentDecoder> free = new LinkedBlockingQueue<>();
  private final ExecutorService threads;

  private SegmentDecoders(int count) {
    threads =
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread = new Thread(work, "segment-decoder");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Opens {@code count} decoders.
   *
   * @param primer the stream's first packet
   */
  static SegmentDecoders open(
      int count,
      MediaInput input,
      AVStream stream,
      AVPacket primer,
      PassOptions options,
      Outlet outlet)
      throws NoDecoderException, InterruptedException {
    SegmentDecoders decoders = new SegmentDecoders(count);
    try {
      for (int i = 0; i < count; i++) {
        decoders.all.add(new SegmentDecoder(input, stream, primer, options, outlet));
      }
    } catch (Throwable e) {
      decoders.close();
      throw e;
    }
    decoders.free.addAll(decoders.all);
    return decoders;
  }

  /** Decodes {@code job} as soon as a decoder is free; jobs begin in the order of these calls. */
  void begin(SegmentJob job) {
    threads.execute(
        () -> {
          // as many decoders as threads: one is free
          SegmentDecoder decoder = free.remove();
          try {
            decoder.decode(job);
          } finally {
            free.add(decoder);
          }
        });
  }

  /** Interrupts what is being decoded and waits until it has ended. */
  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        boolean unused = threads.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    all.forEach(SegmentDecoder::close);
  }
}

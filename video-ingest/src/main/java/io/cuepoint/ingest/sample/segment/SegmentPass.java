package io.cuepoint.ingest.sample.segment;

import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.sample.MediaPass;
import io.cuepoint.ingest.sample.PassOptions;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.TargetGrid;
import java.io.IOException;

/**
 * Hands out the same frames as {@link MediaPass}, with the same times and pixels, and decodes no
 * more than they need, on all cores. It gives neither luma nor sound. A stream for which that is
 * not known to be exact is read in sequence instead, from where it shows. Memory does not grow with
 * the length of the video. Safe for concurrent use.
 */
public final class SegmentPass {
  private final PassOptions options;
  private final SegmentLimits limits;

  public SegmentPass(PassOptions options) {
    this(options, SegmentLimits.usual());
  }

  public SegmentPass(PassOptions options, SegmentLimits limits) {
    this.options = options;
    this.limits = limits;
  }

  /**
   * Runs a pass; the sink is called on the calling thread.
   *
   * @param location a path or an http(s) URL
   * @throws UnreadableMediaException when nothing in it can ever be decoded
   * @throws IOException when it cannot be read now
   */
  public SegmentedResult run(String location, TargetGrid grid, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException {
    WantedSink wanted = new WantedSink(sink);
    String oddity;
    try (MediaInput input = MediaInput.open(location);
        SegmentReading reading = SegmentReading.open(input, grid, options, limits, wanted)) {
      return new SegmentedResult(reading.run(), null);
    } catch (OddStreamException e) {
      oddity = e.reason();
    }
    PassResult read = new MediaPass(options).run(location, grid, wanted);
    return new SegmentedResult(
        new PassResult(
            read.duration(),
            read.videoEnd(),
            read.audioEnd(),
            read.frames(),
            wanted.samples(),
            read.warnings()),
        oddity);
  }
}

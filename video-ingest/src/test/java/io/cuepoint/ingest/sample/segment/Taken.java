package io.cuepoint.ingest.sample.segment;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Warning;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.MediaPass;
import io.cuepoint.ingest.sample.PassOptions;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.ingest.sample.TargetGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The frames that a pass gave, and what it said. */
final class Taken implements PassSink {
  /** Every pixel still counts, but large frames cost less to convert. */
  private static final PassOptions SMALL = new PassOptions(2, 40_000_000, 5_000, 320);

  /**
   * One frame.
   *
   * @param picture its size and a checksum; empty where it is damaged, because what a decoder with
   *     two threads puts into a gap differs from run to run
   */
  record Frame(MediaTime target, MediaTime pts, boolean key, boolean damaged, String picture) {}

  final List<Frame> frames = new ArrayList<>();
  private @Nullable PassResult result;
  @Nullable String sequentialBecause;

  static Taken inSequence(String file, double rate) throws Exception {
    Taken taken = new Taken();
    taken.result = new MediaPass(SMALL).run(file, rate, taken);
    return taken;
  }

  static Taken bySegments(String file, double rate, TimeSpan... spans) throws Exception {
    return bySegments(SegmentLimits.usual(), file, rate, spans);
  }

  static Taken bySegments(SegmentLimits limits, String file, double rate, TimeSpan... spans)
      throws Exception {
    Taken taken = new Taken();
    SegmentedResult found =
        new SegmentPass(SMALL, limits).run(file, TargetGrid.even(rate, List.of(spans)), taken);
    taken.result = found.pass();
    taken.sequentialBecause = found.sequentialBecause();
    return taken;
  }

  @Override
  public void sample(SampledFrame frame) {
    RgbPicture picture = frame.picture();
    CRC32 sum = new CRC32();
    sum.update(picture.rgb(), 0, picture.width() * picture.height() * 3);
    String described =
        "%dx%d shown %dx%d %08x"
            .formatted(
                picture.width(),
                picture.height(),
                picture.displayedWidth(),
                picture.displayedHeight(),
                sum.getValue());
    frames.add(
        new Frame(
            frame.target(),
            frame.pts(),
            frame.key(),
            frame.damaged(),
            frame.damaged() ? "" : described));
  }

  List<Frame> within(TimeSpan... spans) {
    return frames.stream()
        .filter(frame -> Arrays.stream(spans).anyMatch(span -> span.contains(frame.target())))
        .toList();
  }

  /** Every {@code step}th target's frame. */
  List<Frame> thinned(long step, double rate) {
    return frames.stream()
        .filter(frame -> Math.round(frame.target().micros() * rate / 1e6) % step == 0)
        .toList();
  }

  PassResult result() {
    if (result == null) {
      throw new IllegalStateException("no pass has run");
    }
    return result;
  }

  /** Codes of what is said of the picture. */
  Set<String> warnings() {
    return result().warnings().stream()
        .map(Warning::code)
        .filter(code -> code.startsWith("video."))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

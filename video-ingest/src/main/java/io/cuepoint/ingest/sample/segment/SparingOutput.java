package io.cuepoint.ingest.sample.segment;

import io.cuepoint.ingest.sample.Decoder;
import io.cuepoint.ingest.sample.Deinterlacer;
import java.util.HashSet;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Takes the wanted frames of a segment of which some packets are left out. */
final class SparingOutput implements Decoder.Output {
  private final FrameExit exit;
  private final Set<Long> ignored = new HashSet<>();
  private boolean failed;

  SparingOutput(FrameExit exit) {
    this.exit = exit;
  }

  /** The frame with this PTS has no contents. */
  void ignore(long stamp) {
    ignored.add(stamp);
  }

  @Override
  public void frame(AVFrame frame) throws InterruptedException {
    if (ignored.contains(frame.pts())) {
      return;
    }
    exit.count();
    Wanted wanted = exit.next();
    if (failed || wanted == null) {
      return;
    }
    if (!FrameExit.isSound(frame)
        || Deinterlacer.isInterlaced(frame)
        || frame.pts() > wanted.stamp()) {
      failed = true;
    } else if (frame.pts() == wanted.stamp()) {
      exit.give(frame);
    }
  }

  @Override
  public void error(int code) {
    failed = true;
  }

  /** Whether no further packet helps. */
  boolean isOver() {
    return failed || isComplete();
  }

  /** Whether every wanted frame has come out. */
  boolean isComplete() {
    return !failed && exit.next() == null;
  }
}

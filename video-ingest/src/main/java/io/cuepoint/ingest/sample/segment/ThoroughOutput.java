package io.cuepoint.ingest.sample.segment;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.cuepoint.ingest.sample.Decoder;
import io.cuepoint.ingest.sample.Deinterlacer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Takes the wanted frames of a segment of which every packet is decoded, and those of the segment
 * before. A wanted frame that does not come out has none of its own on screen: the last one before
 * it stays. An error in the segment itself is more than can be told apart here.
 */
final class ThoroughOutput implements Decoder.Output, AutoCloseable {
  private final FrameExit exit;
  private final Segment segment;
  private final AVFrame held = av_frame_alloc();
  private boolean holding;
  private boolean begun;
  private @Nullable String oddity;

  ThoroughOutput(FrameExit exit, Segment segment) {
    this.exit = exit;
    this.segment = segment;
  }

  /** The segment's own packets come now. */
  void begin() {
    begun = true;
  }

  @Override
  public void frame(AVFrame frame) throws InterruptedException {
    exit.count();
    boolean own = frame.pts() == AV_NOPTS_VALUE || frame.pts() >= segment.startStamp();
    if (!FrameExit.isSound(frame)) {
      oddity = own ? "a frame is damaged" : oddity;
      return;
    }
    if (own && Deinterlacer.isInterlaced(frame)) {
      oddity = "a frame is interlaced: it needs its neighbours";
      return;
    }
    for (Wanted w = exit.next(); w != null && w.stamp() < frame.pts(); w = exit.next()) {
      giveHeld();
    }
    av_frame_unref(held);
    av_frame_move_ref(held, frame);
    holding = true;
  }

  private void giveHeld() throws InterruptedException {
    if (oddity == null && holding) {
      exit.give(held);
      return;
    }
    if (oddity == null && !segment.isFirst()) {
      oddity = "a wanted frame does not come out";
    }
    exit.pass();
  }

  @Override
  public void error(int code) {
    oddity = begun ? "a packet is damaged" : oddity;
  }

  /** Whether no further packet helps. */
  boolean isOver() {
    return oddity != null || exit.next() == null;
  }

  /** All frames have come. */
  void finish() throws OddStreamException, InterruptedException {
    for (Wanted wanted = exit.next(); wanted != null && oddity == null; wanted = exit.next()) {
      if (wanted.open() && !(holding && held.pts() == wanted.stamp())) {
        oddity = "the last frame does not come out";
      } else {
        giveHeld();
      }
    }
    if (oddity != null) {
      throw new OddStreamException(oddity);
    }
  }

  @Override
  public void close() {
    av_frame_free(held);
  }
}

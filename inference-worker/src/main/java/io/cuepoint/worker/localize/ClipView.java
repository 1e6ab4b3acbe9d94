package io.cuepoint.worker.localize;

import io.cuepoint.clip.Clip;
import io.cuepoint.clip.ClipManifest;
import io.cuepoint.clip.ClipManifest.Frame;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.worker.text.MediaSpan;
import io.cuepoint.worker.vision.FramePairs;
import io.cuepoint.worker.vision.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * A clip as the model sees it: pairs of frames, and a clock of its own that begins with the first
 * of them.
 */
final class ClipView {
  private final ClipManifest manifest;
  private final FramePairs pairs;

  private ClipView(ClipManifest manifest, FramePairs pairs) {
    this.manifest = manifest;
    this.pairs = pairs;
  }

  /** Of a clip with at least one frame. */
  static ClipView of(Clip clip) {
    ClipManifest manifest = clip.manifest();
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < manifest.frames().size(); i++) {
      frames.add(clip.rgb(i));
    }
    return new ClipView(manifest, new FramePairs(manifest.width(), manifest.height(), frames));
  }

  FramePairs pairs() {
    return pairs;
  }

  /** Where the pairs stand in time; frames off the even grid at times of their own. */
  MediaSpan span(Grid grid, double tokensPerSecond) {
    float perSecond = (float) tokensPerSecond;
    if (even()) {
      return MediaSpan.even(grid, (float) (2 / manifest.framesPerSecond()), perSecond);
    }
    List<Double> seconds = new ArrayList<>();
    for (int step = 0; step < grid.steps(); step++) {
      seconds.add(origin().microsUntil(manifest.frames().get(2 * step).target()) / 1e6);
    }
    return MediaSpan.at(grid, seconds, perSecond);
  }

  /** 0 on the clip's clock. */
  MediaTime origin() {
    return manifest.frames().get(0).target();
  }

  /** From the first frame to the window's end. */
  long micros() {
    return origin().microsUntil(manifest.window().end());
  }

  /** {@code local} on the video's clock. */
  TimeSpan absolute(TimeSpan local) {
    long offset = origin().micros();
    return new TimeSpan(local.start().plusMicros(offset), local.end().plusMicros(offset));
  }

  /** PTS of the frames on screen at the start, in the middle and at the end of {@code span}. */
  List<MediaTime> evidence(TimeSpan span) {
    MediaTime middle = span.start().plusMicros(span.lengthMicros() / 2);
    MediaTime last = span.end().plusMicros(-1);
    return List.of(span.start(), middle, last).stream().map(this::onScreen).distinct().toList();
  }

  /** How far apart frames are, in seconds: the model cannot tell times in between. */
  double step() {
    return 1 / manifest.framesPerSecond();
  }

  private MediaTime onScreen(MediaTime time) {
    Frame shown = manifest.frames().get(0);
    for (Frame frame : manifest.frames()) {
      if (frame.target().compareTo(time) <= 0) {
        shown = frame;
      }
    }
    return shown.pts();
  }

  private boolean even() {
    List<Frame> frames = manifest.frames();
    for (int i = 0; i < frames.size(); i++) {
      double expected = i * 1e6 / manifest.framesPerSecond();
      if (Math.abs(origin().microsUntil(frames.get(i).target()) - expected) > 2) {
        return false;
      }
    }
    return true;
  }
}

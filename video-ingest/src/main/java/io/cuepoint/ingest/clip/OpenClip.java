package io.cuepoint.ingest.clip;

import io.cuepoint.clip.ClipManifest;
import io.cuepoint.clip.ClipWriter;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.StableId;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.picture.SmartResize;
import io.cuepoint.ingest.rate.RatedWindow;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A clip that frames are still being added to. */
final class OpenClip implements AutoCloseable {
  /** Part of every clip's id: another way to sample gives other clips. */
  private static final String SAMPLING_VERSION = "2";

  private final int index;
  private final RatedWindow window;
  private final SmartResize size;
  private final UUID videoId;
  private final ClipRules rules;
  private final ObjectStore objects;
  private final String key;
  private final ClipWriter writer;
  private final PictureChoice pictures;
  private @Nullable MediaTime lastTarget;

  OpenClip(
      UUID videoId,
      ObjectStore objects,
      int index,
      RatedWindow window,
      SmartResize size,
      ClipRules rules)
      throws IOException {
    this.videoId = videoId;
    this.rules = rules;
    this.objects = objects;
    this.index = index;
    this.window = window;
    this.size = size;
    this.pictures = new PictureChoice(window.span(), rules);
    // what it covers is known at its end only: its object is named by what it may cover
    this.key = ClipKeys.of(videoId, id(window.span()));
    this.writer = new ClipWriter(objects.begin(key), size.width(), size.height());
  }

  int index() {
    return index;
  }

  RatedWindow window() {
    return window;
  }

  SmartResize size() {
    return size;
  }

  /**
   * Adds a frame.
   *
   * @param rgb the picture at the clip's size
   */
  void add(ClipManifest.Frame frame, byte[] rgb, RgbPicture picture) throws IOException {
    writer.add(frame, rgb);
    if (pictures.takes(frame.target())) {
      ClipManifest.Picture single = pictures.describe(frame, picture);
      writer.add(single, PictureChoice.pixels(single, picture));
    }
    lastTarget = frame.target();
  }

  /** Whether a frame at or after {@code time} is in it. */
  boolean reaches(MediaTime time) {
    return lastTarget != null && !lastTarget.isBefore(time);
  }

  /**
   * Stores the clip.
   *
   * @param end of the video, where that comes before the window's
   */
  ClipSampled store(MediaTime end) throws IOException {
    TimeSpan span = window.span();
    TimeSpan covered = new TimeSpan(span.start(), MediaTime.min(span.end(), end));
    UUID clipId = id(covered);
    writer.commit(videoId, clipId, covered, window.framesPerSecond());
    long bytes = objects.find(key).orElseThrow().bytes();
    return new ClipSampled(
        videoId,
        clipId,
        index,
        covered,
        window.framesPerSecond(),
        writer.frames(),
        size.width(),
        size.height(),
        key,
        bytes,
        rules.question());
  }

  /** The id of a clip that covers {@code span}. */
  private UUID id(TimeSpan span) {
    return StableId.of(
        videoId,
        rules.question().analysisId(),
        "clip",
        SAMPLING_VERSION,
        span.start().micros(),
        span.end().micros(),
        window.framesPerSecond(),
        size.width(),
        size.height());
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}

package io.cuepoint.ingest.clip;

import io.cuepoint.clip.ClipManifest;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.rate.RatedWindow;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Cuts a video's sampled frames into overlapping clips while they come, holding one frame a window
 * in memory. A clip is stored and announced as soon as its window is over. A last window that would
 * hold nothing but what the one before it holds is dropped.
 */
public final class ClipCutter implements AutoCloseable {
  private final UUID videoId;
  private final ClipRules rules;
  private final ObjectStore objects;
  private final ClipQuota quota;
  private final FrameFitting fitting;
  private final Consumer<ClipSampled> announce;
  private final Deque<OpenClip> open = new ArrayDeque<>();
  private int nextIndex;
  private int clips;
  private int frames;
  private MediaTime storedUntil = MediaTime.ZERO;

  public ClipCutter(
      UUID videoId,
      ClipRules rules,
      ObjectStore objects,
      ClipQuota quota,
      Consumer<ClipSampled> announce) {
    this.videoId = videoId;
    this.rules = rules;
    this.objects = objects;
    this.quota = quota;
    this.fitting = new FrameFitting(rules);
    this.announce = announce;
  }

  /**
   * Goes on behind clips that are stored and announced; none means from the beginning.
   *
   * @param done in the order of their windows
   */
  public void goOnBehind(List<ClipSampled> done) {
    if (!done.isEmpty()) {
      ClipSampled last = done.get(done.size() - 1);
      nextIndex = last.index() + 1;
      clips = done.size();
      storedUntil = last.window().end();
    }
  }

  /** Adds the next frame, whose target must be after the last one; whether a window took it. */
  public boolean add(SampledFrame frame) throws IOException, InterruptedException {
    storeFinished(frame.target());
    openBegun(frame.target(), frame.picture());
    boolean taken = false;
    for (OpenClip clip : open) {
      if (clip.window().takes(frame.target())) {
        taken = true;
        ClipManifest.Frame entry =
            new ClipManifest.Frame(frame.target(), frame.pts(), frame.key(), frame.damaged());
        clip.add(entry, fitting.fit(frame.picture(), clip.size()), frame.picture());
      }
    }
    fitting.forget();
    if (taken) {
      frames++;
    }
    return taken;
  }

  /** Stores what is still open; {@code end} is the video's. */
  public void finish(MediaTime end) throws IOException {
    while (!open.isEmpty()) {
      store(open.remove(), end);
    }
  }

  /** How many clips there are. */
  public int clips() {
    return clips;
  }

  /** How many distinct frames are in them. */
  public int frames() {
    return frames;
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.remove().close();
    }
  }

  private void storeFinished(MediaTime now) throws IOException {
    for (Iterator<OpenClip> each = open.iterator(); each.hasNext(); ) {
      OpenClip clip = each.next();
      if (!now.isBefore(clip.window().span().end())) {
        each.remove();
        store(clip, clip.window().span().end());
      }
    }
  }

  private void openBegun(MediaTime now, RgbPicture picture)
      throws IOException, InterruptedException {
    int last = rules.windows().lastBegunAt(now);
    for (int index = nextIndex; index <= last; index++) {
      RatedWindow window = rules.windows().window(index);
      if (window.span().contains(now)) {
        quota.awaitRoom();
        open.add(new OpenClip(videoId, objects, index, window, fitting.size(picture), rules));
      }
    }
    nextIndex = Math.max(nextIndex, last + 1);
  }

  private void store(OpenClip clip, MediaTime end) throws IOException {
    try (clip) {
      boolean addsSomething = clips == 0 || clip.reaches(storedUntil);
      if (addsSomething) {
        ClipSampled stored = clip.store(end);
        storedUntil = stored.window().end();
        clips++;
        announce.accept(stored);
      }
    }
  }
}

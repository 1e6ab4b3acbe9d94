package io.cuepoint.contract;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clip's frames are in the object store: the work item of a worker.
 *
 * @param clipId {@link StableId} of video, window and sampling version
 * @param index position of the window in the video, from 0
 * @param window the stretch that the clip covers; neighbours overlap
 * @param framesPerSecond rate of the grid
 * @param frames how many
 * @param width of every frame in pixels, a multiple of 28
 * @param height likewise
 * @param object key in the object store
 * @param bytes size of the object
 * @param question what it was cut for; null for the first look at a video, with {@link Task#DENSE}
 */
public record ClipSampled(
    UUID videoId,
    UUID clipId,
    int index,
    TimeSpan window,
    double framesPerSecond,
    int frames,
    int width,
    int height,
    String object,
    long bytes,
    @Nullable ClipQuestion question) {
  public static final Topic<ClipSampled> TOPIC =
      new Topic<>(
          "cuepoint.clip.sampled.v1", ClipSampled.class, message -> message.videoId().toString());

  /** The same, for clips that lie behind the first minutes of their video. */
  public static final Topic<ClipSampled> LATER =
      new Topic<>(
          "cuepoint.clip.later.v1", ClipSampled.class, message -> message.videoId().toString());

  /** The same, for clips that lie far behind its beginning. */
  public static final Topic<ClipSampled> REST =
      new Topic<>(
          "cuepoint.clip.rest.v1", ClipSampled.class, message -> message.videoId().toString());

  /**
   * The topics of clips that nobody waits for, an earlier one before a later one: so a short video
   * need not wait for all of a long one that came before it.
   */
  public static final List<Topic<ClipSampled>> LANES = List.of(TOPIC, LATER, REST);

  /** The same, for clips of which someone waits for the answer. */
  public static final Topic<ClipSampled> ASKED =
      new Topic<>(
          "cuepoint.clip.asked.v1", ClipSampled.class, message -> message.videoId().toString());

  /** The task asked of the clip. */
  public Task task() {
    return question == null ? Task.DENSE : question.task();
  }

  /** The analysis that the clip belongs to. */
  public UUID analysisId() {
    return question == null ? Analysis.firstId(videoId) : question.analysisId();
  }
}

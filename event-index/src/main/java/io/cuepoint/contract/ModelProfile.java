package io.cuepoint.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker runs, told at its start; the topic is compacted by worker.
 *
 * @param worker stable name of the worker
 * @param model id of the model; null when it runs none
 * @param engine {@code onnxruntime} or {@code tensorrt}
 * @param weights weight format
 * @param reason why it runs none; null when it runs one
 * @param clips what the model wants of its clips; null when it runs none
 * @param onlyVideos SHA-256 of the videos that the model may look at; null for all
 * @param computeRatio seconds of computing for a second of video, as measured at start; null where
 *     it was not measured
 */
public record ModelProfile(
    String worker,
    @Nullable String model,
    @Nullable String revision,
    @Nullable String engine,
    @Nullable String weights,
    @Nullable String reason,
    Instant startedAt,
    @Nullable ClipProfile clips,
    @Nullable List<String> onlyVideos,
    @Nullable Double computeRatio) {
  public static final Topic<ModelProfile> TOPIC =
      new Topic<>("cuepoint.model.profile.v1", ModelProfile.class, ModelProfile::worker);

  public ModelProfile {
    onlyVideos = onlyVideos == null ? null : List.copyOf(onlyVideos);
  }

  /** A worker without a model. */
  public static ModelProfile none(String worker, String reason, Instant startedAt) {
    return new ModelProfile(worker, null, null, null, null, reason, startedAt, null, null, null);
  }

  /** Model and revision: clips cut for it carry this. Null when it runs none. */
  public @Nullable String key() {
    return model == null ? null : model + "@" + revision;
  }

  /** Whether the model may look at the video with this SHA-256. */
  public boolean mayLookAt(String sha256) {
    return model != null && (onlyVideos == null || onlyVideos.contains(sha256));
  }
}

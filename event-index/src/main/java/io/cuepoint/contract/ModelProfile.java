package io.cuepoint.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a worker runs, told at its start; the topic is compacted by worker.
 *
 * @param worker stable name of the worker
 * @param model id of the model; null when it runs none
 * @param engine {@code onnxruntime} or {@code tensorrt}
 * @param weights weight format
 * @param reason why it runs none; null when it runs one
 */
public record ModelProfile(
    String worker,
    @Nullable String model,
    @Nullable String revision,
    @Nullable String engine,
    @Nullable String weights,
    @Nullable String reason,
    Instant startedAt) {
  public static final Topic<ModelProfile> TOPIC =
      new Topic<>("cuepoint.model.profile.v1", ModelProfile.class, ModelProfile::worker);
}

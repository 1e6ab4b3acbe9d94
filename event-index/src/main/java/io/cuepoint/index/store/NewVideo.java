package io.cuepoint.index.store;

import io.cuepoint.contract.SamplingWishes;
import io.cuepoint.contract.Task;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A video whose bytes are in the object store under {@code object}.
 *
 * @param task what its first analysis asks
 * @param sampling how densely that is to sample; null as configured
 */
public record NewVideo(
    UUID id,
    String name,
    String object,
    long bytes,
    String sha256,
    @Nullable Instant recordedAt,
    List<String> tags,
    Task task,
    @Nullable SamplingWishes sampling) {
  public NewVideo {
    tags = List.copyOf(tags);
  }

  /** One that is sampled as configured. */
  public NewVideo(
      UUID id,
      String name,
      String object,
      long bytes,
      String sha256,
      @Nullable Instant recordedAt,
      List<String> tags,
      Task task) {
    this(id, name, object, bytes, sha256, recordedAt, tags, task, null);
  }
}

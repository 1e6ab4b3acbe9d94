package io.cuepoint.index.store;

import io.cuepoint.contract.Task;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A video whose bytes are in the object store under {@code object}.
 *
 * @param task what its first analysis asks
 */
public record NewVideo(
    UUID id,
    String name,
    String object,
    long bytes,
    String sha256,
    @Nullable Instant recordedAt,
    List<String> tags,
    Task task) {
  public NewVideo {
    tags = List.copyOf(tags);
  }
}

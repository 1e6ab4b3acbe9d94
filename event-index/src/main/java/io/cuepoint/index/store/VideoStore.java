package io.cuepoint.index.store;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The videos. Blocking; safe for concurrent use. */
public interface VideoStore {
  /**
   * Writes the row, and {@code VideoRegistered} with it. Where a video of the same SHA-256 is
   * there, changes nothing and answers that one.
   */
  Registration register(NewVideo video);

  Optional<Video> find(UUID id);

  /** Newest first. */
  Page<Video> list(@Nullable VideoState state, @Nullable String tag, PageRequest page);

  Optional<Video> update(UUID id, VideoChange change);

  /**
   * Removes the video with its events (each withdrawn), clips and ledger. The caller removes the
   * objects that it names.
   */
  Optional<Video> delete(UUID id);

  /** What came of {@link #register}; {@code created} is false when the bytes were known. */
  record Registration(Video video, boolean created) {}
}

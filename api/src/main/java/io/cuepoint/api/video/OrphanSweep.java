package io.cuepoint.api.video;

import io.cuepoint.api.query.Ids;
import io.cuepoint.index.store.PageRequest;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes objects of videos that have no row: a process was killed between making an object and
 * writing its row, or between deleting a row and its objects. Where no video has a row at all
 * nothing is removed.
 */
final class OrphanSweep {
  private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);
  private static final int FOLDER = "videos/".length();
  private static final int UUID_LENGTH = 36;

  private final ObjectStore objects;
  private final VideoStore videos;
  private final Clock clock;
  private final Duration grace;

  /**
   * A sweep of {@code objects}.
   *
   * @param grace how old an object must be: its row may be on its way
   */
  OrphanSweep(ObjectStore objects, VideoStore videos, Clock clock, Duration grace) {
    this.objects = objects;
    this.videos = videos;
    this.clock = clock;
    this.grace = grace;
  }

  /** Sweeps once; how many objects were removed. Blocking. */
  int run() throws IOException {
    if (videos.list(null, null, new PageRequest(1, null)).items().isEmpty()) {
      // more likely the wrong database than a store of nothing but orphans
      return 0;
    }
    Instant youngest = clock.instant().minus(grace);
    AtomicInteger removed = new AtomicInteger();
    objects.each(
        "videos",
        object -> {
          Optional<UUID> video = video(object.key());
          if (object.modifiedAt().isBefore(youngest)
              && video.isPresent()
              && videos.find(video.get()).isEmpty()
              && objects.delete(object.key())) {
            removed.incrementAndGet();
          }
        });
    if (removed.get() > 0) {
      log.info("removed {} objects of videos that have no row", removed);
    }
    return removed.get();
  }

  private static Optional<UUID> video(String key) {
    int end = FOLDER + UUID_LENGTH;
    return key.length() > end ? Ids.parse(key.substring(FOLDER, end)) : Optional.empty();
  }
}

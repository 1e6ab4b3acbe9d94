package io.cuepoint.api;

import io.cuepoint.index.store.InvalidCursorException;
import io.cuepoint.index.store.NewVideo;
import io.cuepoint.index.store.Page;
import io.cuepoint.index.store.PageRequest;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoChange;
import io.cuepoint.index.store.VideoState;
import io.cuepoint.index.store.VideoStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Videos in a map; cursors are positions from the oldest, so that they stay valid. */
public class InMemoryVideoStore implements VideoStore {
  private final Map<UUID, Video> videos = new LinkedHashMap<>();

  @Override
  public synchronized Registration register(NewVideo video) {
    for (Video known : videos.values()) {
      if (known.sha256().equals(video.sha256())) {
        return new Registration(known, false);
      }
    }
    Video row =
        new Video(
            video.id(),
            video.name(),
            video.object(),
            VideoState.RECEIVED,
            0,
            video.bytes(),
            video.sha256(),
            null,
            video.recordedAt(),
            video.tags(),
            List.of(),
            List.of(),
            null,
            Instant.parse("2026-03-01T10:00:00Z").plusSeconds(videos.size()));
    put(row);
    return new Registration(row, true);
  }

  public synchronized void put(Video video) {
    videos.put(video.id(), video);
  }

  public synchronized void clear() {
    videos.clear();
  }

  public synchronized int size() {
    return videos.size();
  }

  @Override
  public synchronized Optional<Video> find(UUID id) {
    return Optional.ofNullable(videos.get(id));
  }

  @Override
  public synchronized Page<Video> list(VideoState state, String tag, PageRequest page) {
    List<Video> oldestFirst = new ArrayList<>(videos.values());
    int end = page.cursor() == null ? oldestFirst.size() : position(page.cursor());
    List<Video> newestFirst = new ArrayList<>(oldestFirst.subList(0, end));
    Collections.reverse(newestFirst);
    List<Video> found = new ArrayList<>();
    for (Video video : newestFirst) {
      if ((state == null || video.state() == state)
          && (tag == null || video.tags().contains(tag))) {
        if (found.size() == page.limit()) {
          return new Page<>(found, "v" + (oldestFirst.indexOf(video) + 1));
        }
        found.add(video);
      }
    }
    return new Page<>(found, null);
  }

  private int position(String cursor) {
    if (!cursor.matches("v\\d{1,6}") || Integer.parseInt(cursor.substring(1)) > videos.size()) {
      throw new InvalidCursorException();
    }
    return Integer.parseInt(cursor.substring(1));
  }

  @Override
  public synchronized Optional<Video> update(UUID id, VideoChange change) {
    return find(id)
        .map(
            old -> {
              Video changed =
                  new Video(
                      old.id(),
                      change.name() == null ? old.name() : change.name(),
                      old.object(),
                      old.state(),
                      old.progress(),
                      old.bytes(),
                      old.sha256(),
                      old.duration(),
                      change.setsRecordedAt() ? change.recordedAt() : old.recordedAt(),
                      change.tags() == null ? old.tags() : change.tags(),
                      old.streams(),
                      old.warnings(),
                      old.failure(),
                      old.createdAt());
              put(changed);
              return changed;
            });
  }

  @Override
  public synchronized Optional<Video> delete(UUID id) {
    return Optional.ofNullable(videos.remove(id));
  }
}

package io.cuepoint.api.event;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Ids;
import io.cuepoint.api.query.Query;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.api.query.Window;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.index.search.EventSearch;
import io.cuepoint.index.search.EventSearch.Hit;
import io.cuepoint.index.store.EventStore;
import io.cuepoint.index.store.Page;
import io.cuepoint.index.store.VideoStore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One event, and events found by words, meaning and time. */
@RestController
final class EventController {
  private final EventStore events;
  private final EventSearch search;
  private final VideoStore videos;

  EventController(EventStore events, EventSearch search, VideoStore videos) {
    this.events = events;
    this.search = search;
    this.videos = videos;
  }

  @GetMapping("/v1/events/{id}")
  Event read(@PathVariable String id, QueryParameters none) {
    return events.find(Ids.event(id)).orElseThrow(() -> Ids.eventNotFound(id));
  }

  @GetMapping("/v1/events/search")
  Page<Hit> search(
      @Query({"q", "video", "label", "source", "start", "end", "from", "to", "limit", "cursor"})
          QueryParameters query) {
    UUID video = query.id("video").orElse(null);
    Window<MediaTime> media =
        Window.of("start", query.seconds("start"), "end", query.seconds("end"));
    Window<Instant> wall = Window.of("from", query.instant("from"), "to", query.instant("to"));
    if (video == null && (media.start() != null || media.end() != null)) {
      throw new ProblemException(
          ProblemCode.QUERY_INVALID_TIME,
          "start, end: given without video (expected: video, whose clock they are on)");
    }
    EventSearch.Query wanted =
        new EventSearch.Query(
            query.words("q").orElse(null),
            video,
            query.text("label").orElse(null),
            query.source(),
            media.start(),
            media.end(),
            wall.start(),
            wall.end());
    checkIsThere(video);
    return search.search(wanted, query.page());
  }

  private void checkIsThere(@Nullable UUID video) {
    if (video != null && videos.find(video).isEmpty()) {
      throw Ids.videoNotFound(video);
    }
  }
}

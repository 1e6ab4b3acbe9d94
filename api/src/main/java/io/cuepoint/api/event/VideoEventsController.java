package io.cuepoint.api.event;

import io.cuepoint.api.query.Ids;
import io.cuepoint.api.query.Query;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.api.query.Window;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.index.coverage.CoverageLedger;
import io.cuepoint.index.coverage.CoverageLedger.Coverage;
import io.cuepoint.index.store.EventStore;
import io.cuepoint.index.store.EventStore.Filter;
import io.cuepoint.index.store.Page;
import io.cuepoint.index.store.PageRequest;
import io.cuepoint.index.store.VideoStore;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/** The events of one video, as JSON or as WebVTT, and what was looked at. */
@RestController
final class VideoEventsController {
  private static final String EVENTS = "/v1/videos/{id}/events";

  private final VideoStore videos;
  private final EventStore events;
  private final CoverageLedger ledger;
  private final Scheduler blocking;

  VideoEventsController(
      VideoStore videos, EventStore events, CoverageLedger ledger, Scheduler blocking) {
    this.videos = videos;
    this.events = events;
    this.ledger = ledger;
    this.blocking = blocking;
  }

  @GetMapping(path = EVENTS, produces = MediaType.APPLICATION_JSON_VALUE)
  Page<Event> list(
      @PathVariable String id,
      @Query({"label", "source", "start", "end", "limit", "cursor"}) QueryParameters query) {
    return events.list(filter(id, query), query.page());
  }

  /** All events of the filter: a player that reads a track does not turn pages. */
  @GetMapping(path = EVENTS, produces = WebVtt.TYPE_VALUE)
  ResponseEntity<Flux<String>> track(
      @PathVariable String id, @Query({"label", "source", "start", "end"}) QueryParameters query) {
    Filter filter = filter(id, query);
    PageRequest firstPage = new PageRequest(PageRequest.MAX_LIMIT, null);
    Flux<String> track =
        Flux.generate(
                () -> firstPage,
                (PageRequest at, SynchronousSink<String> sink) -> {
                  Page<Event> page = events.list(filter, at);
                  sink.next(WebVtt.cues(page.items()));
                  if (page.next() == null) {
                    sink.complete();
                  }
                  return new PageRequest(PageRequest.MAX_LIMIT, page.next());
                })
            .startWith(WebVtt.HEADER)
            .subscribeOn(blocking);
    return ResponseEntity.ok().contentType(WebVtt.TYPE).body(track);
  }

  @GetMapping("/v1/videos/{id}/coverage")
  Coverage coverage(@PathVariable String id, QueryParameters none) {
    return ledger.of(Ids.video(id)).orElseThrow(() -> Ids.videoNotFound(id));
  }

  private Filter filter(String id, QueryParameters query) {
    UUID video = Ids.video(id);
    Window<MediaTime> window =
        Window.of("start", query.seconds("start"), "end", query.seconds("end"));
    Filter filter =
        new Filter(
            video, query.text("label").orElse(null), query.source(), window.start(), window.end());
    if (videos.find(video).isEmpty()) {
      throw Ids.videoNotFound(id);
    }
    return filter;
  }
}

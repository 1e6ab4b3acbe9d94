package io.cuepoint.api.stream;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Ids;
import io.cuepoint.api.query.Query;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.api.query.Text;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.EventIndexed;
import io.cuepoint.index.store.VideoStore;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** Changes to events as server-sent events. */
@RestController
final class StreamController implements ApplicationListener<ContextClosedEvent> {
  private static final Duration RECONNECT = Duration.ofSeconds(2);

  private final ChangeFeed feed;
  private final VideoStore videos;
  private final StreamProperties properties;
  private final Scheduler blocking;
  private final AtomicInteger clients = new AtomicInteger();
  private final Sinks.Empty<Void> shutdown = Sinks.empty();

  StreamController(
      ChangeFeed feed, VideoStore videos, StreamProperties properties, Scheduler blocking) {
    this.feed = feed;
    this.videos = videos;
    this.properties = properties;
    this.blocking = blocking;
  }

  @GetMapping(path = "/v1/events/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Mono<ResponseEntity<Flux<ServerSentEvent<Event>>>> stream(
      @Query({"video", "label"}) QueryParameters query, ServerHttpRequest request) {
    UUID video = query.id("video").orElse(null);
    String label = query.text("label").orElse(null);
    String lastEventId = request.getHeaders().getFirst("Last-Event-ID");
    return checkIsThere(video)
        .then(feed.latest())
        .map(latest -> start(lastEventId, latest))
        .map(start -> answer(bounded(events(start, video, label))));
  }

  private Mono<Void> checkIsThere(@Nullable UUID video) {
    if (video == null) {
      return Mono.empty();
    }
    return Mono.fromCallable(() -> videos.find(video))
        .subscribeOn(blocking)
        .flatMap(found -> found.isPresent() ? Mono.empty() : Mono.error(Ids.videoNotFound(video)));
  }

  private static long start(@Nullable String lastEventId, long latest) {
    if (lastEventId == null || lastEventId.isEmpty()) {
      return latest;
    }
    if (lastEventId.matches("\\d{1,18}") && Long.parseLong(lastEventId) <= latest) {
      return Long.parseLong(lastEventId);
    }
    throw new ProblemException(
        ProblemCode.STREAM_INVALID_LAST_EVENT_ID,
        "Last-Event-ID: %s (expected: an id of this stream, %d at most)"
            .formatted(Text.shown(lastEventId), latest));
  }

  private Flux<ServerSentEvent<Event>> events(
      long start, @Nullable UUID video, @Nullable String label) {
    // sent at once, so that the client knows that it is connected
    ServerSentEvent<Event> hello =
        ServerSentEvent.<Event>builder().comment("connected").retry(RECONNECT).build();
    ServerSentEvent<Event> alive = ServerSentEvent.<Event>builder().comment("alive").build();
    Flux<ServerSentEvent<Event>> comments =
        Flux.interval(properties.keepAlive()).onBackpressureDrop().map(tick -> alive);
    Flux<ServerSentEvent<Event>> changes =
        feed.after(start, video, label).map(StreamController::message);
    return Flux.merge(1, changes, comments).startWith(hello).takeUntilOther(shutdown.asMono());
  }

  private Flux<ServerSentEvent<Event>> bounded(Flux<ServerSentEvent<Event>> events) {
    return Flux.defer(
        () -> {
          if (clients.incrementAndGet() > properties.maxClients()) {
            clients.decrementAndGet();
            return Flux.error(
                new ProblemException(
                    ProblemCode.STREAM_TOO_MANY_CLIENTS,
                    "streams: %d open (expected: fewer)".formatted(properties.maxClients())));
          }
          return events.doFinally(signal -> clients.decrementAndGet());
        });
  }

  private static ServerSentEvent<Event> message(EventIndexed change) {
    return ServerSentEvent.builder(change.event())
        .id(Long.toString(change.sequence()))
        .event(change.change().name().toLowerCase(Locale.ROOT))
        .build();
  }

  private static ResponseEntity<Flux<ServerSentEvent<Event>>> answer(
      Flux<ServerSentEvent<Event>> events) {
    // a proxy that collects the answer would hold the events back
    return ResponseEntity.ok()
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no")
        .body(events);
  }

  /** Ends all streams, for which a graceful shutdown would wait. */
  @Override
  public void onApplicationEvent(ContextClosedEvent closed) {
    shutdown.tryEmitEmpty();
  }
}

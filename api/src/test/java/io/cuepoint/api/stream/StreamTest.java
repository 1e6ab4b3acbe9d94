package io.cuepoint.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.api.FakeApi;
import io.cuepoint.api.Http;
import io.cuepoint.api.InMemoryEvents;
import io.cuepoint.contract.EventIndexed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;

@FakeApi
@TestPropertySource(
    properties = {"cuepoint.stream.keep-alive=300ms", "cuepoint.stream.max-clients=8"})
class StreamTest {
  @LocalServerPort int port;
  @Autowired InMemoryEvents events;
  Http http;
  UUID video;
  final List<Disposable> open = new ArrayList<>();

  @BeforeEach
  void upload() {
    http = new Http(port);
    byte[] bytes = new byte[64];
    new Random().nextBytes(bytes);
    video = UUID.fromString(http.upload("a.mp4", bytes));
  }

  @AfterEach
  void close() {
    events.failing = false;
    open.forEach(Disposable::dispose);
  }

  @Test
  void sendsEachChangeWithItsIdItsKindAndTheEvent() {
    Received received = connect("?video=" + video, null);
    var event = events.add(InMemoryEvents.event(video, 1, 2, "cut", "x"));
    events.change(EventIndexed.Change.UPDATED, event);
    events.change(EventIndexed.Change.WITHDRAWN, event);

    await().until(() -> received.events.size() == 3);
    assertThat(received.events)
        .extracting(ServerSentEvent::event)
        .containsExactly("added", "updated", "withdrawn");
    assertThat(received.events.get(0).data().path("id").stringValue())
        .isEqualTo(event.id().toString());
    assertThat(received.ids()).isSorted();
  }

  @Test
  void keepsASilentConnectionAlive() {
    Received received = connect("", null);
    await().until(() -> Collections.frequency(received.comments, "alive") >= 3);
  }

  @Test
  void filtersByVideoAndLabel() {
    Received received = connect("?label=fade&video=" + video, null);
    events.add(InMemoryEvents.event(UUID.randomUUID(), 1, 2, "fade", "x"));
    events.add(InMemoryEvents.event(video, 1, 2, "cut", "x"));
    var wanted = events.add(InMemoryEvents.event(video, 1, 2, "fade", "x"));
    await().until(() -> !received.events.isEmpty());
    assertThat(received.events)
        .extracting(event -> event.data().path("id").stringValue())
        .containsExactly(wanted.id().toString());
  }

  @Test
  void replaysWithoutGapOrDoubleWhileOthersWrite() throws Exception {
    long start = events.latest();
    ExecutorService writers = Executors.newFixedThreadPool(3);
    try {
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 0; writer < 3; writer++) {
        writing.add(
            writers.submit(
                () -> {
                  for (int change = 0; change < 1000; change++) {
                    events.add(InMemoryEvents.event(video, change, change + 1, "cut", "x"));
                  }
                }));
      }
      // a client that loses its connection again and again, each time in the middle of things
      List<Long> seen = new ArrayList<>();
      Random random = new Random(7);
      long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
      while (seen.size() < 3000 && System.nanoTime() < deadline) {
        String last = Long.toString(seen.isEmpty() ? start : seen.get(seen.size() - 1));
        Received received = connect("?video=" + video, last);
        int wanted = Math.min(1 + random.nextInt(900), 3000 - seen.size());
        await().atMost(Duration.ofMinutes(1)).until(() -> received.events.size() >= wanted);
        received.connection.dispose();
        received.ids().stream().limit(wanted).forEach(seen::add);
      }
      for (Future<?> each : writing) {
        each.get();
      }
      List<Long> expected =
          events.after(start, video, null, Integer.MAX_VALUE).stream()
              .map(EventIndexed::sequence)
              .toList();
      assertThat(seen).isEqualTo(expected);
    } finally {
      writers.shutdownNow();
    }
  }

  @Test
  void asksOnceForAllClientsAndNotAtAllForNone() {
    List<Received> clients = new ArrayList<>();
    for (int client = 0; client < 6; client++) {
      clients.add(connect("?video=" + video, null));
    }
    long started = System.nanoTime();
    int before = events.latestAsked.get();
    await().until(() -> events.latestAsked.get() >= before + 4);
    long asked = (long) events.latestAsked.get() - before;
    long polls = (System.nanoTime() - started) / Duration.ofMillis(250).toNanos();
    assertThat(asked).isLessThanOrEqualTo(polls + 3);
    events.add(InMemoryEvents.event(video, 1, 2, "cut", "x"));
    await().until(() -> clients.stream().allMatch(client -> client.events.size() == 1));
  }

  @Test
  void goesOnWhenTheDatabaseComesBack() {
    Received received = connect("?video=" + video, null);
    events.failing = true;
    events.add(InMemoryEvents.event(video, 1, 2, "cut", "x"));
    int asked = events.latestAsked.get();
    await().until(() -> events.latestAsked.get() > asked + 2);
    events.failing = false;
    await().until(() -> received.events.size() == 1);
  }

  @Test
  void refusesWhatItCannotStream() {
    Http.problem(http.get("/v1/events/stream?vidoe=" + video), 400, "query.unknown-parameter");
    Http.problem(http.get("/v1/events/stream?video=1"), 400, "query.invalid-id");
    Http.problem(http.get("/v1/events/stream?video=" + UUID.randomUUID()), 404, "video.not-found");
    for (String id : new String[] {"abc", "-1", "1e3", "999999999999", "99999999999999999999"}) {
      Http.problem(
          http.client().get().uri("/v1/events/stream").header("Last-Event-ID", id).exchange(),
          400,
          "stream.invalid-last-event-id");
    }
  }

  @Test
  void boundsTheNumberOfClients() {
    for (int client = 0; client < 8; client++) {
      connect("", null);
    }
    Http.problem(http.get("/v1/events/stream"), 503, "stream.too-many-clients");
    open.remove(0).dispose();
    connect("", null);
  }

  /** The place of a client that has gone is free a little later. */
  private Received connect(String query, String lastEventId) {
    Received received = await().until(() -> ask(query, lastEventId), Received::isConnected);
    open.add(received.connection);
    return received;
  }

  private Received ask(String query, String lastEventId) {
    Received received = new Received();
    received.connection =
        WebClient.create("http://127.0.0.1:" + port)
            .get()
            .uri("/v1/events/stream" + query)
            .headers(
                headers -> {
                  if (lastEventId != null) {
                    headers.set("Last-Event-ID", lastEventId);
                  }
                })
            .retrieve()
            .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {})
            .subscribe(received::accept, error -> received.comments.add("failed: " + error));
    await().until(() -> !received.comments.isEmpty());
    return received;
  }

  private static final class Received {
    final List<ServerSentEvent<JsonNode>> events = Collections.synchronizedList(new ArrayList<>());
    final List<String> comments = Collections.synchronizedList(new ArrayList<>());
    Disposable connection;

    void accept(ServerSentEvent<JsonNode> message) {
      if (message.comment() != null) {
        comments.add(message.comment());
      } else {
        events.add(message);
      }
    }

    boolean isConnected() {
      return comments.get(0).equals("connected");
    }

    List<Long> ids() {
      synchronized (events) {
        return LongStream.range(0, events.size())
            .mapToObj(index -> Long.valueOf(events.get((int) index).id()))
            .toList();
      }
    }
  }
}

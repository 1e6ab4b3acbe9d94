package io.cuepoint.index.outbox;

import io.cuepoint.contract.Event;
import io.cuepoint.contract.EventIndexed;
import io.cuepoint.contract.EventIndexed.Change;
import io.cuepoint.contract.Topic;
import io.cuepoint.queue.TraceParent;
import io.cuepoint.queue.Traces;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where messages are written in the transaction of the rows that they tell of. Call it last in the
 * transaction: from the first call to the commit all other writers wait, so that readers see the
 * messages in the order of their sequence and never miss one. A message belongs to the trace that
 * the calling thread is in.
 */
public final class Outbox {
  /** Any number that nothing else in the database uses. */
  private static final long WRITERS = 0x6375_6570_0001L;

  private static final String INSERT =
      """
      insert into outbox (seq, topic, key, payload, created_at, video_id, label, traceparent)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcTemplate jdbc;
  private final JdbcClient client;
  private final JsonMapper json;
  private final Clock clock;
  private final Traces traces;

  public Outbox(JdbcTemplate jdbc, JsonMapper json, Clock clock, Traces traces) {
    this.jdbc = jdbc;
    this.client = JdbcClient.create(jdbc);
    this.json = json;
    this.clock = clock;
    this.traces = traces;
  }

  /** Makes this transaction the only writer until it ends. */
  public void lock() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("the outbox is written in a transaction only");
    }
    client
        .sql("select 1 from pg_advisory_xact_lock(:key)")
        .param("key", WRITERS)
        .query(Integer.class)
        .single();
  }

  public <T> void append(Topic<T> topic, T message) {
    lock();
    long seq = sequences(1).get(0);
    jdbc.update(INSERT, row(seq, topic, message, null));
  }

  /** Appends {@link EventIndexed}, in this order. */
  public void appendChanges(List<Changed> changes) {
    if (changes.isEmpty()) {
      return;
    }
    lock();
    List<Long> sequences = sequences(changes.size());
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Changed changed = changes.get(i);
      long seq = sequences.get(i);
      EventIndexed message = new EventIndexed(seq, changed.change(), changed.event());
      rows.add(row(seq, EventIndexed.TOPIC, message, changed.event()));
    }
    jdbc.batchUpdate(INSERT, rows);
  }

  private List<Long> sequences(int count) {
    return client
        .sql("select nextval('outbox_seq') from generate_series(1, :count)")
        .param("count", count)
        .query(Long.class)
        .list()
        .stream()
        .map(Objects::requireNonNull)
        .toList();
  }

  private <T> Object[] row(long seq, Topic<T> topic, T message, @Nullable Event event) {
    return new Object[] {
      seq,
      topic.name(),
      topic.key().apply(message),
      json.writeValueAsString(message),
      clock.instant().atOffset(ZoneOffset.UTC),
      event == null ? null : event.videoId(),
      event == null ? null : event.label(),
      traces.current().map(TraceParent::text).orElse(null)
    };
  }

  /** What became of {@code event}. */
  public record Changed(Change change, Event event) {}
}

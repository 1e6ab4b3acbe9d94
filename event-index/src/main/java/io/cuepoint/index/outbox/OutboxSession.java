package io.cuepoint.index.outbox;

import io.cuepoint.queue.TraceParent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The right to empty the outbox, held as a session lock of one database connection. The position is
 * written by that same connection: who lost it can no longer write.
 */
final class OutboxSession implements AutoCloseable {
  private static final long RELAY = 0x6375_6570_0002L;

  private final Connection connection;
  private final JdbcClient jdbc;

  private OutboxSession(Connection connection) {
    this.connection = connection;
    this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
  }

  /** Empty while another process holds it. */
  static Optional<OutboxSession> tryOpen(DataSource database) throws SQLException {
    OutboxSession session = new OutboxSession(database.getConnection());
    boolean held = false;
    try {
      held =
          session
              .jdbc
              .sql("select pg_try_advisory_lock(:key)")
              .param("key", RELAY)
              .query(Boolean.class)
              .single();
      return held ? Optional.of(session) : Optional.empty();
    } finally {
      if (!held) {
        session.connection.close();
      }
    }
  }

  /** The next rows, oldest first. */
  List<OutboxRow> next(int limit) {
    return jdbc.sql(
            """
            select seq, topic, key, payload, traceparent from outbox
            where seq > (select sent from outbox_relay) order by seq limit :limit
            """)
        .param("limit", limit)
        .query((row, index) -> row(row))
        .list();
  }

  private static OutboxRow row(ResultSet row) throws SQLException {
    String trace = row.getString(5);
    return new OutboxRow(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        trace == null ? null : TraceParent.parse(trace).orElse(null));
  }

  void sent(long seq) {
    jdbc.sql("update outbox_relay set sent = :seq").param("seq", seq).update();
  }

  long pending() {
    return jdbc.sql("select count(*) from outbox where seq > (select sent from outbox_relay)")
        .query(Long.class)
        .single();
  }

  /** Removes what was sent and is older than {@code age} or beyond {@code rows}; how many. */
  int prune(Duration age, long rows) {
    Long upTo =
        jdbc.sql(
                """
                select least(
                  (select sent from outbox_relay),
                  greatest(
                    (select max(seq) from outbox
                     where created_at < now() - :seconds * interval '1 second'),
                    (select seq from outbox order by seq desc offset :rows limit 1)))
                """)
            .param("seconds", age.toMillis() / 1000.0)
            .param("rows", rows)
            .query(Long.class)
            .optional()
            .orElse(null);
    if (upTo == null) {
      return 0;
    }
    // the mark goes first: a reader of the newest sequence must never see it fall
    jdbc.sql("update outbox_relay set pruned = greatest(pruned, :upTo)")
        .param("upTo", upTo)
        .update();
    return jdbc.sql("delete from outbox where seq <= :upTo").param("upTo", upTo).update();
  }

  @Override
  public void close() throws SQLException {
    try {
      jdbc.sql("select pg_advisory_unlock(:key)").param("key", RELAY).query(Boolean.class).single();
    } finally {
      connection.close();
    }
  }
}

package io.cuepoint.index.store;

import io.cuepoint.contract.Event;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** {@link EventStore} in PostgreSQL. */
final class PostgresEventStore implements EventStore {
  private final JdbcClient jdbc;
  private final EventRows rows;

  PostgresEventStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.rows = new EventRows(json);
  }

  @Override
  public Optional<Event> find(UUID id) {
    return jdbc.sql("select " + EventRows.COLUMNS + EventRows.FROM + "where e.id = :id")
        .param("id", id)
        .query(rows)
        .optional();
  }

  @Override
  public Page<Event> list(Filter filter, PageRequest page) {
    List<Object> question = List.of("events", filter.toString());
    Cursor cursor = Cursor.decode(page.cursor(), question, 3);
    Conditions where = new Conditions().and("e.video_id = :videoId", "videoId", filter.videoId());
    EventConditions.label(where, filter.label());
    EventConditions.source(where, filter.source());
    EventConditions.time(where, filter.start(), filter.end());
    if (cursor != null) {
      where
          .and("(e.start_us, e.end_us, e.id) > (:lastStart, :lastEnd, :lastId)")
          .param("lastStart", cursor.longKey(0))
          .param("lastEnd", cursor.longKey(1))
          .param("lastId", cursor.uuidKey(2));
    }
    List<Event> found =
        jdbc.sql(
                "select "
                    + EventRows.COLUMNS
                    + EventRows.FROM
                    + where.sql()
                    + "order by e.start_us, e.end_us, e.id limit "
                    + (page.limit() + 1))
            .params(where.params())
            .query(rows)
            .list();
    return Pages.of(
        found,
        page.limit(),
        last ->
            Cursor.encode(
                question, last.start().micros(), last.end().micros(), last.id().toString()));
  }
}

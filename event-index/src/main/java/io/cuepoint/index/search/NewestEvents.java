package io.cuepoint.index.search;

import io.cuepoint.contract.Event;
import io.cuepoint.index.search.EventSearch.Hit;
import io.cuepoint.index.search.EventSearch.Query;
import io.cuepoint.index.search.EventSearch.Ranks;
import io.cuepoint.index.store.Conditions;
import io.cuepoint.index.store.Cursor;
import io.cuepoint.index.store.EventRows;
import io.cuepoint.index.store.Page;
import io.cuepoint.index.store.PageRequest;
import io.cuepoint.index.store.Pages;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Search without text: newest video first, then by time. */
final class NewestEvents {
  private static final Ranks UNRANKED = new Ranks(null, null);

  private final JdbcClient jdbc;
  private final EventRows rows;

  NewestEvents(JdbcClient jdbc, EventRows rows) {
    this.jdbc = jdbc;
    this.rows = rows;
  }

  Page<Hit> search(Query query, PageRequest page) {
    Cursor cursor = Cursor.decode(page.cursor(), query, 5);
    Conditions where = PostgresEventSearch.conditions(query);
    if (cursor != null) {
      where
          .and(
              """
              ((v.created_at, v.id) < (cast(:lastCreatedAt as timestamptz), :lastVideo)
                or v.id = :lastVideo and (e.start_us, e.end_us, e.id) > (:lastStart, :lastEnd, :lastId))
              """)
          .param("lastCreatedAt", epoch(cursor.longKey(0)))
          .param("lastVideo", cursor.uuidKey(1))
          .param("lastStart", cursor.longKey(2))
          .param("lastEnd", cursor.longKey(3))
          .param("lastId", cursor.uuidKey(4));
    }
    List<Placed> found =
        jdbc.sql(
                "select "
                    + EventRows.COLUMNS
                    + ", cast(extract(epoch from v.created_at) * 1000000 as bigint) as placed_at"
                    + EventRows.FROM
                    + where.sql()
                    + "order by v.created_at desc, v.id desc, e.start_us, e.end_us, e.id limit "
                    + (page.limit() + 1))
            .params(where.params())
            .query((row, index) -> new Placed(rows.mapRow(row, index), row.getLong("placed_at")))
            .list();
    Page<Placed> part = Pages.of(found, page.limit(), last -> Cursor.encode(query, keys(last)));
    List<Hit> hits =
        part.items().stream().map(placed -> new Hit(placed.event(), 0, UNRANKED)).toList();
    return new Page<>(hits, part.next());
  }

  private static Object[] keys(Placed last) {
    Event event = last.event();
    return new Object[] {
      last.placedAt(),
      event.videoId().toString(),
      event.start().micros(),
      event.end().micros(),
      event.id().toString()
    };
  }

  private static java.time.OffsetDateTime epoch(long micros) {
    return java.time.Instant.EPOCH
        .plus(micros, java.time.temporal.ChronoUnit.MICROS)
        .atOffset(java.time.ZoneOffset.UTC);
  }

  /** An event, and when its video came in, in microseconds since 1970. */
  private record Placed(Event event, long placedAt) {}
}

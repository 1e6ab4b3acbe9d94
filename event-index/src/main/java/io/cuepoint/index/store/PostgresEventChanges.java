package io.cuepoint.index.store;

import io.cuepoint.contract.EventIndexed;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** {@link EventChanges} as the rows of the outbox. */
final class PostgresEventChanges implements EventChanges {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  PostgresEventChanges(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public long latest() {
    return jdbc.sql(
            "select greatest((select max(seq) from outbox), (select pruned from outbox_relay))")
        .query(Long.class)
        .single();
  }

  @Override
  public List<EventIndexed> after(
      long sequence, @Nullable UUID videoId, @Nullable String label, int limit) {
    StorableText.check("label", label);
    Conditions where = new Conditions().and("seq > :sequence", "sequence", sequence);
    if (videoId == null) {
      where.and("video_id is not null");
    } else {
      where.and("video_id = :videoId", "videoId", videoId);
    }
    if (label != null) {
      where.and("label = :label", "label", label);
    }
    return jdbc.sql("select payload from outbox" + where.sql() + "order by seq limit " + limit)
        .params(where.params())
        .query((row, index) -> json.readValue(row.getString(1), EventIndexed.class))
        .list();
  }
}

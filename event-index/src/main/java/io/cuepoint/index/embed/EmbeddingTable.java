package io.cuepoint.index.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The vectors of events, and which events still have none. */
final class EmbeddingTable {
  private static final String WRITE =
      """
      insert into event_embedding (event_id, model, vector)
      select e.id, ?, ?::real[] from event e where e.id = ? and e.description = ? and e.embedded = ?
      on conflict (event_id) do update set model = excluded.model, vector = excluded.vector
      """;
  private static final String WRITE_VECTOR =
      """
      insert into event_vector (event_id, model, meaning)
      select e.id, ?, ?::real[]::vector from event e where e.id = ? and e.description = ? and e.embedded = ?
      on conflict (event_id) do update set model = excluded.model, meaning = excluded.meaning
      """;

  private final JdbcTemplate template;
  private final JdbcClient jdbc;
  private final EmbeddingSpace space;
  private final boolean pgvector;

  /** With {@code pgvector} the vectors are also written to where pgvector finds them. */
  EmbeddingTable(JdbcTemplate template, EmbeddingSpace space, boolean pgvector) {
    this.template = template;
    this.jdbc = JdbcClient.create(template);
    this.space = space;
    this.pgvector = pgvector;
  }

  /** Events that another model embedded are to be done again; how many. */
  int forgetOtherModels() {
    return jdbc.sql("update event set embedded = null where embedded <> :model")
        .param("model", space.model())
        .update();
  }

  List<Pending> pending(int limit) {
    return jdbc.sql(
            """
            select id, video_id, description from event
            where embedded is null order by seq limit :limit
            """)
        .param("limit", limit)
        .query(
            (row, index) ->
                new Pending(
                    row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3)))
        .list();
  }

  /** Makes this transaction the only one that changes {@code videos}, in an order that all keep. */
  void lock(Collection<UUID> videos) {
    jdbc.sql("select id from video where id in (:ids) order by id for update")
        .param("ids", videos)
        .query(UUID.class)
        .list();
  }

  /**
   * Keeps the vectors of {@code events}, save of those that were changed or withdrawn meanwhile. To
   * be called in a transaction.
   */
  void write(List<Embedded> events) {
    // the update locks the rows: what follows sees the same words
    template.batchUpdate(
        "update event set embedded = ? where id = ? and description = ? and embedded is null",
        events.stream()
            .map(Embedded::event)
            .map(e -> new Object[] {space.model(), e.eventId(), e.description()})
            .toList());
    List<Object[]> rows = new ArrayList<>();
    for (Embedded embedded : events) {
      String vector = embedded.vector();
      Pending event = embedded.event();
      if (vector != null) {
        rows.add(
            new Object[] {
              space.model(), vector, event.eventId(), event.description(), space.model()
            });
      }
    }
    template.batchUpdate(WRITE, rows);
    if (pgvector) {
      template.batchUpdate(WRITE_VECTOR, rows);
    }
  }

  /** An event whose {@code description} is to be embedded. */
  record Pending(UUID eventId, UUID videoId, String description) {}

  /**
   * An event and its vector.
   *
   * @param vector as PostgreSQL writes arrays; null when the model can make nothing of the event
   */
  record Embedded(Pending event, @Nullable String vector) {
    static Embedded of(Pending event, float[] vector) {
      return new Embedded(event, Arrays.toString(vector).replace('[', '{').replace(']', '}'));
    }
  }
}

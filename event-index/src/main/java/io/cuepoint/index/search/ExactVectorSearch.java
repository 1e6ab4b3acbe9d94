package io.cuepoint.index.search;

import io.cuepoint.index.embed.EmbeddingSpace;
import io.cuepoint.index.store.Conditions;
import io.cuepoint.index.store.EventRows;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * {@link VectorSearch} without pgvector: every event that fulfils the filter is compared in this
 * process, as its row streams by. Takes memory for the nearest only, and time for all: meant for
 * thousands of events, not for hundreds of thousands.
 */
final class ExactVectorSearch implements VectorSearch {
  private static final int FETCH = 500;

  /** Bytes before the elements of a one-dimensional array in PostgreSQL's binary form. */
  private static final int ARRAY_HEADER = 20;

  /** Each element has its length before it. */
  private static final int ELEMENT = 8;

  private final NamedParameterJdbcTemplate jdbc;
  private final EmbeddingSpace space;
  private final String reason;

  ExactVectorSearch(JdbcTemplate jdbc, EmbeddingSpace space, String reason) {
    JdbcTemplate streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
    streaming.setFetchSize(FETCH);
    this.jdbc = new NamedParameterJdbcTemplate(streaming);
    this.space = space;
    this.reason = reason;
  }

  @Override
  public String describe() {
    return "exact in the service: " + reason;
  }

  @Override
  public boolean pgvector() {
    return false;
  }

  @Override
  public Nearest nearest(Conditions where, float[] meaning, int limit) {
    PriorityQueue<Neighbour> nearest =
        new PriorityQueue<>(limit + 1, Comparator.comparingDouble(Neighbour::similarity));
    jdbc.query(
        "select e.id, array_send(x.vector) "
            + EventRows.FROM
            + "join event_embedding x on x.event_id = e.id"
            + where.sql()
            + "and x.model = "
            + space.model(),
        where.params(),
        row -> {
          double similarity = similarity(ByteBuffer.wrap(row.getBytes(2)), meaning);
          nearest.add(new Neighbour(row.getObject(1, UUID.class), similarity));
          if (nearest.size() > limit) {
            nearest.remove();
          }
        });
    return query(List.copyOf(nearest));
  }

  private static double similarity(ByteBuffer array, float[] meaning) {
    double sum = 0;
    for (int i = 0; i < meaning.length; i++) {
      sum += array.getFloat(ARRAY_HEADER + i * ELEMENT + 4) * meaning[i];
    }
    return sum;
  }

  private static Nearest query(List<Neighbour> nearest) {
    return new Nearest(
        """
        select id, similarity from unnest(cast(:ids as uuid[]),
          cast(:similarities as double precision[])) as n (id, similarity)
        """,
        Map.of(
            "ids",
            nearest.stream().map(n -> n.id().toString()).collect(Collectors.joining(",", "{", "}")),
            "similarities",
            nearest.stream()
                .map(n -> Double.toString(n.similarity()))
                .collect(Collectors.joining(",", "{", "}"))));
  }

  private record Neighbour(UUID id, double similarity) {}
}

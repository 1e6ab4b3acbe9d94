package io.cuepoint.index.search;

import io.cuepoint.index.embed.EmbeddingSpace;
import io.cuepoint.index.store.Conditions;
import io.cuepoint.index.store.EventRows;
import java.util.Arrays;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@link VectorSearch} by pgvector. Where few events fulfil the filter each of them is compared;
 * otherwise the HNSW graph is walked on until enough were found that do (iterative scan), so that a
 * filter never costs recall.
 */
final class PgVectorSearch implements VectorSearch {
  private final JdbcClient jdbc;
  private final EmbeddingSpace space;
  private final int exactUpTo;

  PgVectorSearch(JdbcClient jdbc, EmbeddingSpace space, int exactUpTo) {
    this.jdbc = jdbc;
    this.space = space;
    this.exactUpTo = exactUpTo;
  }

  @Override
  public String describe() {
    return "pgvector";
  }

  @Override
  public boolean pgvector() {
    return true;
  }

  @Override
  public Nearest nearest(Conditions where, float[] meaning, int limit) {
    Map<String, Object> params = Map.of("meaning", Arrays.toString(meaning), "nearest", limit);
    boolean few = count(where) <= exactUpTo;
    if (!few) {
      jdbc.sql("set local hnsw.iterative_scan = strict_order").update();
      jdbc.sql("set local hnsw.ef_search = " + Math.max(100, Math.min(limit, 1000))).update();
      jdbc.sql("set local hnsw.max_scan_tuples = 200000").update();
    }
    return new Nearest(few ? exact(where) : graph(where), params);
  }

  private long count(Conditions where) {
    return jdbc.sql(
            "select count(*) from (select 1 " + EventRows.FROM + where.sql() + " limit :most) f")
        .params(where.params())
        .param("most", exactUpTo + 1)
        .query(Long.class)
        .single();
  }

  private String exact(Conditions where) {
    // materialized: the planner must not come back to the graph
    return """
        select id, 1 - distance as similarity from (
          with candidate as materialized (
            select e.id, x.meaning %s join event_vector x on x.event_id = e.id %s
              and x.model = %d)
          select id, meaning::vector(%4$d) <=> cast(:meaning as vector(%4$d)) as distance
          from candidate order by distance limit :nearest) n
        """
        .formatted(EventRows.FROM, where.sql(), space.model(), space.dimension());
  }

  private String graph(Conditions where) {
    return """
        select id, 1 - distance as similarity from (
          select e.id, x.meaning::vector(%4$d) <=> cast(:meaning as vector(%4$d)) as distance
          %s join event_vector x on x.event_id = e.id %s and x.model = %d
          order by x.meaning::vector(%4$d) <=> cast(:meaning as vector(%4$d)) limit :nearest) n
        """
        .formatted(EventRows.FROM, where.sql(), space.model(), space.dimension());
  }
}

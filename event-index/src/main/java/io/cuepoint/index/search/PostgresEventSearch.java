package io.cuepoint.index.search;

import io.cuepoint.contract.Event;
import io.cuepoint.index.embed.TextEmbedder;
import io.cuepoint.index.search.VectorSearch.Nearest;
import io.cuepoint.index.store.Conditions;
import io.cuepoint.index.store.Cursor;
import io.cuepoint.index.store.EventConditions;
import io.cuepoint.index.store.EventRows;
import io.cuepoint.index.store.Page;
import io.cuepoint.index.store.PageRequest;
import io.cuepoint.index.store.Pages;
import io.cuepoint.index.store.StorableText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@link EventSearch} in PostgreSQL: full text and meaning, fused by reciprocal rank (Cormack,
 * Clarke, Buettcher 2009, k = 60). Every page is one statement on one snapshot. Pages after the
 * first look only at events that were there for the first.
 */
final class PostgresEventSearch implements EventSearch {
  private final JdbcClient jdbc;
  private final TransactionTemplate snapshot;
  private final TextEmbedder embedder;
  private final VectorSearch vectors;
  private final SearchProperties properties;
  private final EventRows rows;
  private final NewestEvents newest;

  PostgresEventSearch(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      TextEmbedder embedder,
      VectorSearch vectors,
      SearchProperties properties,
      JsonMapper json) {
    this.jdbc = jdbc;
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setReadOnly(true);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.embedder = embedder;
    this.vectors = vectors;
    this.properties = properties;
    this.rows = new EventRows(json);
    this.newest = new NewestEvents(jdbc, rows);
  }

  @Override
  public Page<Hit> search(Query query, PageRequest page) {
    String text = query.text();
    StorableText.check("label", query.label());
    check(text);
    if (text == null) {
      return newest.search(query, page);
    }
    Cursor cursor = Cursor.decode(page.cursor(), query, 3);
    float[] meaning = embedder.embed(List.of(text)).get(0);
    return Objects.requireNonNull(
        snapshot.execute(status -> ranked(query, text, meaning, page, cursor)));
  }

  private static void check(@Nullable String text) {
    StorableText.check("q", text);
    if (text != null
        && (text.isBlank() || text.trim().isEmpty() || text.length() > Query.MAX_TEXT)) {
      throw new IllegalArgumentException(
          "q: "
              + text.length()
              + " characters (expected: some words, at most "
              + Query.MAX_TEXT
              + ")");
    }
  }

  private Page<Hit> ranked(
      Query query, String text, float[] meaning, PageRequest page, @Nullable Cursor cursor) {
    long newestSeq = cursor == null ? newestSeq() : cursor.longKey(0);
    Conditions where = conditions(query).and("e.seq <= :newestSeq", "newestSeq", newestSeq);
    Nearest nearest = vectors.nearest(where, meaning, properties.meaningDepth());
    Conditions after = new Conditions();
    if (cursor != null) {
      after
          .and("(f.score < :lastScore or f.score = :lastScore and e.seq > :lastSeq)")
          .param("lastScore", cursor.doubleKey(1))
          .param("lastSeq", cursor.longKey(2));
    }
    List<Found> found =
        jdbc.sql(Fusion.sql(where, nearest, after))
            .params(where.params())
            .params(nearest.params())
            .params(after.params())
            .param("text", text)
            .param("floor", properties.similarityFloor())
            .param("wordsDepth", properties.wordsDepth())
            .param("limit", page.limit() + 1)
            .query(this::found)
            .list();
    Page<Found> part =
        Pages.of(
            found,
            page.limit(),
            last -> Cursor.encode(query, newestSeq, last.hit().score(), last.seq()));
    return new Page<>(part.items().stream().map(Found::hit).toList(), part.next());
  }

  private long newestSeq() {
    return jdbc.sql("select coalesce(max(seq), 0) from event").query(Long.class).single();
  }

  static Conditions conditions(Query query) {
    Conditions where = new Conditions();
    if (query.videoId() != null) {
      where.and("e.video_id = :videoId", "videoId", query.videoId());
    }
    EventConditions.label(where, query.label());
    EventConditions.source(where, query.source());
    EventConditions.time(where, query.start(), query.end());
    EventConditions.wallTime(where, query.from(), query.to());
    return where;
  }

  private Found found(ResultSet row, int index) throws SQLException {
    Event event = rows.mapRow(row, index);
    Ranks ranks = new Ranks(rank(row, "words_rank"), rank(row, "meaning_rank"));
    return new Found(new Hit(event, row.getDouble("score"), ranks), row.getLong("seq"));
  }

  private static @Nullable Integer rank(ResultSet row, String column) throws SQLException {
    int rank = row.getInt(column);
    return row.wasNull() ? null : rank;
  }

  private record Found(Hit hit, long seq) {}
}

package io.cuepoint.index.store;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.AnalysisRequested;
import io.cuepoint.index.outbox.Outbox;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** {@link AnalysisStore} in PostgreSQL. */
final class PostgresAnalysisStore implements AnalysisStore {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Outbox outbox;
  private final AnalysisTable table;
  private final AnalysisRows rows;

  PostgresAnalysisStore(
      JdbcClient jdbc, TransactionTemplate transaction, Outbox outbox, JsonMapper json) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.outbox = outbox;
    this.table = new AnalysisTable(jdbc, json);
    this.rows = new AnalysisRows(json);
  }

  @Override
  public Optional<AnalysisStatus> request(UUID videoId, Analysis analysis) {
    // what the row can hold: the message must say the same
    Analysis stored =
        new Analysis(
            analysis.id(),
            analysis.task(),
            analysis.interactive(),
            analysis.spans(),
            analysis.framesPerSecond(),
            analysis.requestedAt().truncatedTo(ChronoUnit.MICROS),
            analysis.sampling());
    transaction.executeWithoutResult(
        status -> bytes(videoId).ifPresent(bytes -> add(videoId, bytes, stored)));
    return find(videoId, analysis.id());
  }

  private void add(UUID videoId, Bytes bytes, Analysis analysis) {
    if (table.add(videoId, analysis)) {
      outbox.append(
          AnalysisRequested.TOPIC,
          new AnalysisRequested(videoId, bytes.object(), bytes.sha256(), analysis));
    }
  }

  /** Where the video's bytes are; the video stays until the transaction ends. */
  private Optional<Bytes> bytes(UUID videoId) {
    return jdbc.sql("select object, sha256 from video where id = :id for share")
        .param("id", videoId)
        .query((row, index) -> new Bytes(row.getString(1), row.getString(2)))
        .optional();
  }

  @Override
  public Optional<AnalysisStatus> find(UUID videoId, UUID id) {
    return jdbc.sql(AnalysisRows.SELECT + " where a.video_id = :videoId and a.id = :id")
        .param("videoId", videoId)
        .param("id", id)
        .query(rows)
        .optional();
  }

  @Override
  public Page<AnalysisStatus> list(UUID videoId, PageRequest page) {
    List<Object> question = List.of("analyses", videoId.toString());
    Cursor cursor = Cursor.decode(page.cursor(), question, 2);
    Conditions where = new Conditions().and("a.video_id = :videoId", "videoId", videoId);
    if (cursor != null) {
      where
          .and(
              "(a.requested_at, a.id)"
                  + " < (timestamptz 'epoch' + :requestedAt * interval '1 microsecond', :id)")
          .param("requestedAt", cursor.longKey(0))
          .param("id", cursor.uuidKey(1));
    }
    List<AnalysisStatus> found =
        jdbc.sql(
                AnalysisRows.SELECT
                    + where.sql()
                    + "order by a.requested_at desc, a.id desc limit "
                    + (page.limit() + 1))
            .params(where.params())
            .query(rows)
            .list();
    return Pages.of(
        found,
        page.limit(),
        last ->
            Cursor.encode(
                question,
                ChronoUnit.MICROS.between(Instant.EPOCH, last.analysis().requestedAt()),
                last.analysis().id().toString()));
  }

  @Override
  public List<Question> questions(Instant since) {
    return jdbc.sql(
            """
            select video_id, id from analysis
            where interactive and rate is null and task ->> 'kind' = 'ground'
              and requested_at >= :since
            """)
        .param("since", SqlTime.column(since))
        .query(
            (row, index) ->
                new Question(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
        .list();
  }

  private record Bytes(String object, String sha256) {}
}

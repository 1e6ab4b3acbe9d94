package io.cuepoint.index.store;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.index.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** {@link VideoStore} in PostgreSQL. */
final class PostgresVideoStore implements VideoStore {
  private static final int ATTEMPTS = 5;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Outbox outbox;
  private final EventTable events;
  private final AnalysisTable analyses;
  private final VideoRows rows;
  private final Clock clock;

  PostgresVideoStore(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Outbox outbox,
      EventTable events,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.outbox = outbox;
    this.events = events;
    this.analyses = new AnalysisTable(jdbc, json);
    this.rows = new VideoRows(json);
    this.clock = clock;
  }

  @Override
  public Registration register(NewVideo video) {
    // the row that is in the way may be deleted before it is read: then there is room again
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      boolean created = Boolean.TRUE.equals(transaction.execute(status -> insert(video)));
      Optional<Video> row =
          jdbc.sql("select * from video where sha256 = :sha256")
              .param("sha256", video.sha256())
              .query(rows)
              .optional();
      if (row.isPresent()) {
        return new Registration(row.get(), created);
      }
    }
    throw new IllegalStateException(
        "video " + video.sha256() + ": registered and deleted over and over by others");
  }

  private boolean insert(NewVideo video) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    int inserted =
        jdbc.sql(
                """
                insert into video (id, name, object, bytes, sha256, tags, created_at,
                  given_recorded_at, recorded_at_is_given)
                values (:id, :name, :object, :bytes, :sha256, :tags, :now, cast(:recordedAt as timestamptz), :given)
                on conflict (sha256) do nothing
                """)
            .param("id", video.id())
            .param("name", video.name())
            .param("object", video.object())
            .param("bytes", video.bytes())
            .param("sha256", video.sha256())
            .param("tags", video.tags().toArray(String[]::new))
            .param("now", SqlTime.column(now))
            .param("recordedAt", SqlTime.column(video.recordedAt()))
            .param("given", video.recordedAt() != null)
            .update();
    if (inserted == 0) {
      return false;
    }
    Analysis first = Analysis.first(video.id(), video.task(), now).sampled(video.sampling());
    analyses.add(video.id(), first);
    outbox.append(
        VideoRegistered.TOPIC,
        new VideoRegistered(
            video.id(),
            video.name(),
            video.object(),
            video.bytes(),
            video.sha256(),
            video.recordedAt(),
            now,
            first));
    return true;
  }

  @Override
  public Optional<Video> find(UUID id) {
    return jdbc.sql("select * from video where id = :id").param("id", id).query(rows).optional();
  }

  @Override
  public Page<Video> list(@Nullable VideoState state, @Nullable String tag, PageRequest page) {
    StorableText.check("tag", tag);
    List<Object> question = new ArrayList<>();
    question.add("videos");
    question.add(String.valueOf(state));
    question.add(String.valueOf(tag));
    Conditions where = new Conditions();
    if (state != null) {
      where.and("state = :state", "state", state.name().toLowerCase(Locale.ROOT));
    }
    if (tag != null) {
      where.and("tags @> array[:tag]::text[]", "tag", tag);
    }
    Cursor cursor = Cursor.decode(page.cursor(), question, 2);
    if (cursor != null) {
      where.and(
          "(created_at, id) < (timestamptz 'epoch' + :createdAt * interval '1 microsecond', :id)",
          "createdAt",
          cursor.longKey(0));
      where.param("id", cursor.uuidKey(1));
    }
    List<Video> found =
        jdbc.sql(
                "select * from video"
                    + where.sql()
                    + " order by created_at desc, id desc limit "
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
                ChronoUnit.MICROS.between(Instant.EPOCH, last.createdAt()),
                last.id().toString()));
  }

  @Override
  public Optional<Video> update(UUID id, VideoChange change) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Optional<Video> before = lock(id);
              if (before.isEmpty()) {
                return Optional.<Video>empty();
              }
              write(id, change);
              Video after = find(id).orElseThrow();
              if (!Objects.equals(before.get().recordedAt(), after.recordedAt())) {
                events.touchAll(id);
              }
              return Optional.of(after);
            }));
  }

  private void write(UUID id, VideoChange change) {
    jdbc.sql(
            """
            update video set
              name = coalesce(cast(:name as text), name),
              tags = coalesce(cast(:tags as text[]), tags),
              given_recorded_at = case when :setsRecordedAt
                then cast(:recordedAt as timestamptz) else given_recorded_at end,
              recorded_at_is_given = recorded_at_is_given or :setsRecordedAt
            where id = :id
            """)
        .param("name", change.name())
        .param("tags", change.tags() == null ? null : change.tags().toArray(String[]::new))
        .param("setsRecordedAt", change.setsRecordedAt())
        .param("recordedAt", SqlTime.column(change.recordedAt()))
        .param("id", id)
        .update();
  }

  private Optional<Video> lock(UUID id) {
    return jdbc.sql("select * from video where id = :id for update")
        .param("id", id)
        .query(rows)
        .optional();
  }

  @Override
  public Optional<Video> delete(UUID id) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Optional<Video> video = lock(id);
              if (video.isPresent()) {
                events.withdrawAll(
                    id,
                    () -> jdbc.sql("delete from video where id = :id").param("id", id).update());
              }
              return video;
            }));
  }
}

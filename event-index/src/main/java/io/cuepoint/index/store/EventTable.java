package io.cuepoint.index.store;

import io.cuepoint.contract.Event;
import io.cuepoint.contract.EventIndexed.Change;
import io.cuepoint.contract.Source;
import io.cuepoint.index.outbox.Outbox;
import io.cuepoint.index.outbox.Outbox.Changed;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes to the table {@code event}, each with its {@code EventIndexed}. To be called in a
 * transaction that holds the lock of the video's row, and last in it.
 */
public final class EventTable {
  private final JdbcTemplate template;
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final EventRows rows;
  private final JsonMapper json;
  private final Clock clock;

  public EventTable(JdbcTemplate jdbc, Outbox outbox, JsonMapper json, Clock clock) {
    this.template = jdbc;
    this.jdbc = JdbcClient.create(jdbc);
    this.outbox = outbox;
    this.rows = new EventRows(json);
    this.json = json;
    this.clock = clock;
  }

  /** What one source says of one label in a video. */
  public record Group(UUID videoId, Source source, String label) {}

  public List<Event> of(Group group) {
    Source source = group.source();
    return jdbc.sql(
            "select "
                + EventRows.COLUMNS
                + EventRows.FROM
                + """
                where e.video_id = :videoId and e.source_kind = :kind and e.source_name = :name
                  and e.source_version = :version and e.source_prompt = :prompt
                  and e.label = :label
                """)
        .param("videoId", group.videoId())
        .param("kind", EventRows.kind(source.kind()))
        .param("name", source.name())
        .param("version", source.version())
        .param("prompt", EventRows.prompt(source))
        .param("label", group.label())
        .query(rows)
        .list();
  }

  /** Applies {@code difference}; revisions and times are set here. */
  public void write(EventDifference difference) {
    if (difference.isEmpty()) {
      return;
    }
    // before the inserts: event.seq must grow in the order of commits
    outbox.lock();
    new EventWrites(template, rows, json, now()).apply(difference, outbox);
  }

  /** Counts every event of a video as changed: its wall clock was corrected. */
  public void touchAll(UUID videoId) {
    jdbc.sql(
            """
            update event set revision = revision + 1, updated_at = :now
            where video_id = :videoId
            """)
        .param("now", now())
        .param("videoId", videoId)
        .update();
    outbox.appendChanges(all(videoId, Change.UPDATED));
  }

  /** Runs {@code removal}, which takes away the video, and tells that its events went. */
  void withdrawAll(UUID videoId, Runnable removal) {
    List<Changed> withdrawn = all(videoId, Change.WITHDRAWN);
    removal.run();
    outbox.appendChanges(withdrawn);
  }

  private List<Changed> all(UUID videoId, Change change) {
    return jdbc
        .sql(
            "select "
                + EventRows.COLUMNS
                + EventRows.FROM
                + "where e.video_id = :videoId order by e.start_us, e.end_us, e.id")
        .param("videoId", videoId)
        .query(rows)
        .list()
        .stream()
        .map(event -> new Changed(change, event))
        .toList();
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}

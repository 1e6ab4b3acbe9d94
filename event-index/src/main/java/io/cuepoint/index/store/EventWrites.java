package io.cuepoint.index.store;

import io.cuepoint.contract.Event;
import io.cuepoint.contract.EventIndexed.Change;
import io.cuepoint.contract.Source;
import io.cuepoint.index.outbox.Outbox;
import io.cuepoint.index.outbox.Outbox.Changed;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Applies one {@link EventDifference}, with all its rows at one time. */
final class EventWrites {
  private static final String INSERT =
      """
      insert into event (id, seq, video_id, start_us, end_us, label, description, evidence,
        uncertainty_start, uncertainty_end, confidence, source_kind, source_name, source_version,
        source_prompt, boxes, data, revision, created_at, updated_at)
      values (?, nextval('event_seq'), ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?::jsonb,
        ?::jsonb, 1 + coalesce((select w.revision from withdrawn_event w where w.id = ?), 0), ?, ?)
      """;
  private static final String UPDATE =
      """
      update event set start_us = ?, end_us = ?, description = ?, evidence = ?::jsonb,
        uncertainty_start = ?, uncertainty_end = ?, confidence = ?, boxes = ?::jsonb,
        data = ?::jsonb, revision = revision + 1, updated_at = ?,
        embedded = case when description = ? then embedded end
      where id = ?
      """;

  private final JdbcTemplate jdbc;
  private final EventRows rows;
  private final JsonMapper json;
  private final OffsetDateTime now;

  EventWrites(JdbcTemplate jdbc, EventRows rows, JsonMapper json, OffsetDateTime now) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.json = json;
    this.now = now;
  }

  void apply(EventDifference difference, Outbox outbox) {
    List<Changed> changes = new ArrayList<>();
    withdraw(difference.withdrawn());
    difference.withdrawn().forEach(e -> changes.add(new Changed(Change.WITHDRAWN, e)));
    add(difference.added());
    update(difference.updated());
    changes.addAll(read(Change.ADDED, difference.added()));
    changes.addAll(read(Change.UPDATED, difference.updated()));
    outbox.appendChanges(changes);
  }

  private void withdraw(List<Event> events) {
    List<Object[]> revisions =
        events.stream().map(e -> new Object[] {e.id(), e.videoId(), e.revision()}).toList();
    jdbc.batchUpdate(
        "insert into withdrawn_event (id, video_id, revision) values (?, ?, ?)", revisions);
    List<Object[]> ids = events.stream().map(e -> new Object[] {e.id()}).toList();
    jdbc.batchUpdate("delete from event where id = ?", ids);
  }

  private void add(List<EventDraft> drafts) {
    jdbc.batchUpdate(INSERT, drafts.stream().map(this::insertion).toList());
    List<Object[]> ids = drafts.stream().map(d -> new Object[] {d.id()}).toList();
    jdbc.batchUpdate("delete from withdrawn_event where id = ?", ids);
  }

  private Object[] insertion(EventDraft draft) {
    Source source = draft.group().source();
    return new Object[] {
      draft.id(),
      draft.group().videoId(),
      draft.span().start().micros(),
      draft.span().end().micros(),
      draft.group().label(),
      draft.description(),
      json.writeValueAsString(draft.evidence()),
      draft.uncertainty().start(),
      draft.uncertainty().end(),
      draft.confidence(),
      EventRows.kind(source.kind()),
      source.name(),
      source.version(),
      EventRows.prompt(source),
      json.writeValueAsString(draft.boxes()),
      data(draft),
      draft.id(),
      now,
      now
    };
  }

  private void update(List<EventDraft> drafts) {
    jdbc.batchUpdate(UPDATE, drafts.stream().map(this::change).toList());
  }

  private Object[] change(EventDraft draft) {
    return new Object[] {
      draft.span().start().micros(),
      draft.span().end().micros(),
      draft.description(),
      json.writeValueAsString(draft.evidence()),
      draft.uncertainty().start(),
      draft.uncertainty().end(),
      draft.confidence(),
      json.writeValueAsString(draft.boxes()),
      data(draft),
      now,
      draft.description(),
      draft.id()
    };
  }

  private @Nullable String data(EventDraft draft) {
    return draft.data() == null ? null : json.writeValueAsString(draft.data());
  }

  private List<Changed> read(Change change, List<EventDraft> drafts) {
    return jdbc
        .query(
            "select "
                + EventRows.COLUMNS
                + EventRows.FROM
                + "where e.id = any (?) order by e.start_us, e.end_us, e.id",
            rows,
            (Object) drafts.stream().map(EventDraft::id).toArray(UUID[]::new))
        .stream()
        .map(event -> new Changed(change, event))
        .toList();
  }
}

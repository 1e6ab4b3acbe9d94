package io.cuepoint.index.consume;

import io.cuepoint.index.merge.Merged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which reports an event is made of. Those of a withdrawn event go with it. */
final class EventReports {
  private final JdbcTemplate jdbc;

  EventReports(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes what {@code events}, which are in the database, are made of now. */
  void write(Collection<Merged> events) {
    List<Merged> ofClips = events.stream().filter(event -> !event.reports().isEmpty()).toList();
    if (ofClips.isEmpty()) {
      return;
    }
    Set<Link> present = present(ofClips);
    List<Object[]> added = new ArrayList<>();
    for (Merged event : ofClips) {
      for (UUID report : event.reports()) {
        if (!present.remove(new Link(event.event().id(), report))) {
          added.add(new Object[] {event.event().id(), event.event().group().videoId(), report});
        }
      }
    }
    jdbc.batchUpdate(
        "insert into event_report (event_id, video_id, report_id) values (?, ?, ?)", added);
    jdbc.batchUpdate(
        "delete from event_report where event_id = ? and report_id = ?",
        present.stream().map(link -> new Object[] {link.event(), link.report()}).toList());
  }

  private Set<Link> present(List<Merged> events) {
    return new HashSet<>(
        jdbc.query(
            "select event_id, report_id from event_report where event_id = any (?)",
            (row, index) -> new Link(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
            (Object) events.stream().map(event -> event.event().id()).toArray(UUID[]::new)));
  }

  private record Link(UUID event, UUID report) {}
}

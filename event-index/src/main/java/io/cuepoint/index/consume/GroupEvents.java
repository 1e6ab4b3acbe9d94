package io.cuepoint.index.consume;

import io.cuepoint.contract.Event;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.index.merge.EventMerger;
import io.cuepoint.index.merge.Meaning;
import io.cuepoint.index.merge.Merged;
import io.cuepoint.index.store.EventDifference;
import io.cuepoint.index.store.EventTable;
import io.cuepoint.index.store.EventTable.Group;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The events of groups, as all reports that count make them. */
final class GroupEvents {
  private final CountingReports reports;
  private final EventReports eventReports;
  private final EventTable events;
  private final Meaning meaning;

  GroupEvents(JdbcTemplate jdbc, EventTable events, Meaning meaning, JsonMapper json) {
    this.reports = new CountingReports(JdbcClient.create(jdbc), json);
    this.eventReports = new EventReports(jdbc);
    this.events = events;
    this.meaning = meaning;
  }

  /** Does beforehand what takes long and needs no lock. */
  void prepare(List<EventLocalized> reports) {
    meaning.learn(
        reports.stream()
            .filter(report -> report.clipId() != null)
            .map(EventLocalized::description)
            .toList());
  }

  /**
   * Writes the events of {@code groups} of a video, to be called last in the transaction.
   *
   * @param touched whether every event of the video counts as changed
   */
  void write(UUID videoId, Set<Group> groups, boolean touched) {
    List<Event> present = groups.stream().flatMap(group -> events.of(group).stream()).toList();
    List<Merged> wanted = groups.stream().flatMap(group -> merged(group).stream()).toList();
    if (touched) {
      events.touchAll(videoId);
    }
    events.write(EventDifference.between(present, wanted.stream().map(Merged::event).toList()));
    eventReports.write(wanted);
  }

  private List<Merged> merged(Group group) {
    return EventMerger.merge(group, reports.of(group), meaning);
  }
}

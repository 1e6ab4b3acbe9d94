package io.cuepoint.index.consume;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.merge.Report;
import io.cuepoint.index.store.EventRows;
import io.cuepoint.index.store.EventTable.Group;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** All that was reported, as it came; a report that is there already changes nothing. */
final class ReportRows {
  private static final String INSERT =
      """
      insert into report (video_id, id, clip_id, source_kind, source_name, source_version,
        source_prompt, label, message)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      on conflict do nothing
      """;

  private final JdbcTemplate template;
  private final JdbcClient jdbc;
  private final JsonMapper json;

  ReportRows(JdbcTemplate template, JsonMapper json) {
    this.template = template;
    this.jdbc = JdbcClient.create(template);
    this.json = json;
  }

  void add(List<EventLocalized> reports) {
    template.batchUpdate(INSERT, reports.stream().map(this::row).toList());
  }

  private Object[] row(EventLocalized report) {
    Source source = report.source();
    return new Object[] {
      report.videoId(),
      report.reportId(),
      report.clipId(),
      EventRows.kind(source.kind()),
      source.name(),
      source.version(),
      EventRows.prompt(source),
      report.label(),
      json.writeValueAsString(report)
    };
  }

  /** The groups in which {@code clips} have reports: their windows tell more about them. */
  Set<Group> groupsOf(UUID videoId, Collection<UUID> clips) {
    if (clips.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
        jdbc.sql(
                """
                select distinct source_kind, source_name, source_version, source_prompt, label
                from report where video_id = :videoId and clip_id in (:clips)
                """)
            .param("videoId", videoId)
            .param("clips", clips)
            .query((row, index) -> group(videoId, row))
            .list());
  }

  private static Group group(UUID videoId, ResultSet row) throws SQLException {
    String prompt = row.getString("source_prompt");
    Source source =
        new Source(
            Source.Kind.valueOf(row.getString("source_kind").toUpperCase(Locale.ROOT)),
            row.getString("source_name"),
            row.getString("source_version"),
            prompt.isEmpty() ? null : prompt);
    return new Group(videoId, source, row.getString("label"));
  }

  List<Report> of(Group group) {
    Source source = group.source();
    return jdbc.sql(
            """
            select r.message, c.start_us, c.end_us
            from report r left join clip c on c.video_id = r.video_id and c.id = r.clip_id
            where r.video_id = :videoId and r.source_kind = :kind and r.source_name = :name
              and r.source_version = :version and r.source_prompt = :prompt and r.label = :label
            """)
        .param("videoId", group.videoId())
        .param("kind", EventRows.kind(source.kind()))
        .param("name", source.name())
        .param("version", source.version())
        .param("prompt", EventRows.prompt(source))
        .param("label", group.label())
        .query(this::report)
        .list();
  }

  private Report report(ResultSet row, int index) throws SQLException {
    EventLocalized message = json.readValue(row.getString("message"), EventLocalized.class);
    long start = row.getLong("start_us");
    boolean unknown = row.wasNull();
    return new Report(message, unknown ? null : TimeSpan.ofMicros(start, row.getLong("end_us")));
  }
}

package io.cuepoint.index.consume;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Source;
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

  /**
   * The groups of which {@code clips} tell more: those in which they have reports, and all of the
   * models that looked at them, since a new look may take away what an earlier one saw.
   */
  Set<Group> groupsOf(UUID videoId, Collection<UUID> clips) {
    if (clips.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
        jdbc.sql(
                """
                select distinct source_kind, source_name, source_version, source_prompt, label
                from report r where video_id = :videoId and (clip_id in (:clips)
                  or source_kind = 'model' and exists (select 1 from clip_look l
                    where l.video_id = r.video_id and l.clip_id in (:clips)
                      and l.source_name = r.source_name and l.source_version = r.source_version
                      and l.source_prompt = r.source_prompt))
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
}

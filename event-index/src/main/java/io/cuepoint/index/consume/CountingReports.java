package io.cuepoint.index.consume;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.merge.Report;
import io.cuepoint.index.store.EventRows;
import io.cuepoint.index.store.EventTable.Group;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * The reports that count: all of a detector; of a model those that its best look at their clip
 * gave, where that told which, and only where no later analysis looked again.
 */
final class CountingReports {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  CountingReports(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  List<Report> of(Group group) {
    Supersession supersession = supersession(group);
    return from(
            """
            select r.message, c.start_us, c.end_us, c.analysis_id
            from report r left join clip c on c.video_id = r.video_id and c.id = r.clip_id
              left join clip_look l on r.source_kind = 'model' and l.video_id = r.video_id
                and l.clip_id = r.clip_id and l.source_name = r.source_name
                and l.source_version = r.source_version and l.source_prompt = r.source_prompt
            where r.video_id = :videoId and r.source_kind = :kind and r.source_name = :name
              and r.source_version = :version and r.source_prompt = :prompt and r.label = :label
              and (l.reports is null or r.id = any (l.reports))
            """,
            group)
        .query((row, index) -> counted(row, supersession))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private StatementSpec from(String sql, Group group) {
    Source source = group.source();
    return jdbc.sql(sql)
        .param("videoId", group.videoId())
        .param("kind", EventRows.kind(source.kind()))
        .param("name", source.name())
        .param("version", source.version())
        .param("prompt", EventRows.prompt(source))
        .param("label", group.label());
  }

  private Optional<Report> counted(ResultSet row, Supersession supersession) throws SQLException {
    EventLocalized message = json.readValue(row.getString("message"), EventLocalized.class);
    if (!supersession.leaves(row.getObject("analysis_id", UUID.class), message.span())) {
      return Optional.empty();
    }
    long start = row.getLong("start_us");
    boolean unknown = row.wasNull();
    return Optional.of(
        new Report(message, unknown ? null : TimeSpan.ofMicros(start, row.getLong("end_us"))));
  }

  private Supersession supersession(Group group) {
    if (group.source().kind() != Source.Kind.MODEL) {
      return Supersession.NONE;
    }
    List<UUID> analyses =
        jdbc.sql("select id from analysis where video_id = :id order by requested_at, id")
            .param("id", group.videoId())
            .query((row, index) -> row.getObject(1, UUID.class))
            .list();
    if (analyses.size() < 2) {
      return Supersession.NONE;
    }
    Map<UUID, Integer> ranks = new HashMap<>();
    analyses.forEach(id -> ranks.put(id, ranks.size()));
    List<Supersession.Look> looks =
        from(
                """
                select analysis_id, start_us, end_us from look
                where video_id = :videoId and :kind = 'model' and source_name = :name
                  and source_version = :version and source_prompt = :prompt
                  and outcome = 'analysed' and analysis_id is not null
                """,
                group)
            .query((row, index) -> look(row))
            .list();
    return new Supersession(ranks, looks);
  }

  private static Supersession.Look look(ResultSet row) throws SQLException {
    return new Supersession.Look(
        row.getObject("analysis_id", UUID.class),
        TimeSpan.ofMicros(row.getLong("start_us"), row.getLong("end_us")));
  }
}

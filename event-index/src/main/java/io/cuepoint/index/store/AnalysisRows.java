package io.cuepoint.index.store;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.SamplingWishes;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@link #SELECT}. */
final class AnalysisRows implements RowMapper<AnalysisStatus> {
  /** Every analysis as {@code a}, with what came of it; conditions may follow. */
  static final String SELECT =
      """
      select a.*, v.state as video_state, v.progress as video_progress, v.clips as video_clips,
        v.failure_code as video_failure_code, v.failure_detail as video_failure_detail,
        v.duration_us, c.*,
        (select coalesce(jsonb_agg(distinct
            jsonb_build_array(l.source_name, l.source_version, l.source_prompt)), '[]')
          from look l
          where l.video_id = a.video_id and l.analysis_id = a.id and l.outcome = 'analysed'
            and l.source_name <> '') as sources,
        (select coalesce(jsonb_agg(o.id order by o.requested_at, o.id), '[]')
          from supersession s join analysis o on o.video_id = s.video_id and o.id = s.earlier
          where s.video_id = a.video_id and s.later = a.id) as supersedes,
        (select coalesce(jsonb_agg(o.id order by o.requested_at, o.id), '[]')
          from supersession s join analysis o on o.video_id = s.video_id and o.id = s.later
          where s.video_id = a.video_id and s.earlier = a.id) as superseded_by,
        (select count(distinct er.event_id) from clip s
          join report r on r.video_id = s.video_id and r.clip_id = s.id
          join event_report er on er.video_id = r.video_id and er.report_id = r.id
          where s.video_id = a.video_id and s.analysis_id = a.id) as events,
        exists (select 1 from look l
          where l.video_id = a.video_id and l.analysis_id = a.id and l.reports_missing)
          or exists (select 1 from event e
            join event_report er on er.event_id = e.id
            join report r on r.video_id = er.video_id and r.id = er.report_id
            join clip s on s.video_id = r.video_id and s.id = r.clip_id
            where e.video_id = a.video_id and e.embedded is null and s.analysis_id = a.id)
          as unfinished
      from analysis a join video v on v.id = a.video_id cross join lateral (
        select count(*) as seen, count(*) filter (where l.looked) as looked,
          count(*) filter (where l.looked and not l.analysed) as clips_failed,
          coalesce(sum(s.end_us - s.start_us), 0) as seen_us,
          coalesce(sum(s.end_us - s.start_us) filter (where l.looked), 0) as looked_us
        from clip s cross join lateral (
          select count(*) > 0 as looked, coalesce(bool_or(o.outcome = 'analysed'), false) as analysed
          from clip_look o where o.video_id = s.video_id and o.clip_id = s.id) l
        where s.video_id = a.video_id and s.analysis_id = a.id) c
      """;

  private static final TypeReference<List<TimeSpan>> SPANS = new TypeReference<>() {};
  private static final TypeReference<List<List<String>>> SOURCES = new TypeReference<>() {};
  private static final TypeReference<List<UUID>> IDS = new TypeReference<>() {};

  private final JsonMapper json;

  AnalysisRows(JsonMapper json) {
    this.json = json;
  }

  @Override
  public AnalysisStatus mapRow(ResultSet row, int index) throws SQLException {
    boolean first = row.getBoolean("first");
    Analysis analysis = analysis(row);
    int expected = row.getInt(first ? "video_clips" : "clips");
    AnalysisProgress progress =
        first ? AnalysisProgress.ofFirst(row) : AnalysisProgress.of(row, analysis.spans());
    return new AnalysisStatus(
        row.getObject("video_id", UUID.class),
        analysis,
        progress.state(),
        progress.share(),
        expected,
        row.getInt("looked"),
        row.getInt("clips_failed"),
        row.getInt("events"),
        progress.state() == AnalysisState.FAILED ? failure(row, first ? "video_" : "") : null,
        sources(row.getString("sources")),
        json.readValue(row.getString("supersedes"), IDS),
        json.readValue(row.getString("superseded_by"), IDS));
  }

  private Analysis analysis(ResultSet row) throws SQLException {
    double rate = row.getDouble("rate");
    Double rateOrNull = row.wasNull() ? null : rate;
    String sampling = row.getString("sampling");
    return new Analysis(
        row.getObject("id", UUID.class),
        json.readValue(row.getString("task"), Task.class),
        row.getBoolean("interactive"),
        json.readValue(row.getString("spans"), SPANS),
        rateOrNull,
        SqlTime.instant(row, "requested_at"),
        sampling == null ? null : json.readValue(sampling, SamplingWishes.class));
  }

  private static @Nullable Failure failure(ResultSet row, String prefix) throws SQLException {
    String code = row.getString(prefix + "failure_code");
    return code == null ? null : new Failure(code, row.getString(prefix + "failure_detail"));
  }

  private List<Source> sources(String text) {
    return json.readValue(text, SOURCES).stream().map(AnalysisRows::source).toList();
  }

  private static Source source(List<String> columns) {
    String prompt = columns.get(2);
    return new Source(
        Source.Kind.MODEL, columns.get(0), columns.get(1), prompt.isEmpty() ? null : prompt);
  }
}

package io.cuepoint.index.coverage;

import io.cuepoint.contract.DetectorLook;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.coverage.Facts.ClipFacts;
import io.cuepoint.index.coverage.Facts.Later;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** {@link CoverageLedger} from what the index knows of videos and clips. */
final class PostgresCoverageLedger implements CoverageLedger {
  private static final TypeReference<List<SampledSpan>> SAMPLED = new TypeReference<>() {};
  private static final TypeReference<List<DetectorLook>> LOOKS = new TypeReference<>() {};

  private static final int LONGEST_ANSWER = 2000;

  private final JdbcClient jdbc;
  private final TransactionTemplate snapshot;
  private final JsonMapper json;

  /** Reads by {@code snapshot}, so that the rows agree. */
  PostgresCoverageLedger(JdbcClient jdbc, TransactionTemplate snapshot, JsonMapper json) {
    this.jdbc = jdbc;
    this.snapshot = snapshot;
    this.json = json;
  }

  @Override
  public Optional<Coverage> of(UUID videoId) {
    return Objects.requireNonNull(snapshot.execute(status -> facts(videoId).map(Ledger::of)));
  }

  private Optional<Facts> facts(UUID videoId) {
    List<ClipFacts> clips = clips(videoId);
    List<Later> later = later(videoId);
    return jdbc.sql(
            """
            select duration_us, sampled, looks, state, failure_code, failure_detail
            from video where id = :id
            """)
        .param("id", videoId)
        .query((row, index) -> facts(videoId, row, clips, later))
        .optional();
  }

  private Facts facts(UUID videoId, ResultSet row, List<ClipFacts> clips, List<Later> later)
      throws SQLException {
    long micros = row.getLong("duration_us");
    MediaTime duration = row.wasNull() ? null : MediaTime.ofMicros(micros);
    String sampled = row.getString("sampled");
    String looks = row.getString("looks");
    Failure failure =
        row.getString("state").equals("failed")
            ? new Failure(row.getString("failure_code"), row.getString("failure_detail"))
            : null;
    return new Facts(
        videoId,
        duration,
        sampled == null ? null : json.readValue(sampled, SAMPLED),
        looks == null ? List.of() : json.readValue(looks, LOOKS),
        clips,
        later,
        failure);
  }

  private List<ClipFacts> clips(UUID videoId) {
    Map<UUID, ClipFacts> clips = new LinkedHashMap<>();
    jdbc.sql(
            """
            select c.id, c.start_us, c.end_us, c.fps, c.frames, c.analysis_id, l.source_name,
              l.source_version, l.source_prompt, l.outcome, l.reason,
              case when l.outcome = 'failed' then left(l.answer, :answer) end as answer
            from clip c left join clip_look l on l.video_id = c.video_id and l.clip_id = c.id
            where c.video_id = :id
            order by c.start_us, c.id, l.source_name, l.source_version, l.source_prompt
            """)
        .param("id", videoId)
        .param("answer", LONGEST_ANSWER)
        .query(
            row -> {
              ClipFacts clip =
                  clips.computeIfAbsent(row.getObject("id", UUID.class), id -> unseen());
              clips.put(row.getObject("id", UUID.class), with(clip, row));
            });
    return List.copyOf(clips.values());
  }

  private List<Later> later(UUID videoId) {
    return jdbc.sql(
            """
            select id, sampled from analysis where video_id = :id and not first
            order by requested_at, id
            """)
        .param("id", videoId)
        .query(
            (row, index) -> {
              String sampled = row.getString("sampled");
              return new Later(
                  row.getObject("id", UUID.class),
                  sampled == null ? List.of() : json.readValue(sampled, SAMPLED));
            })
        .list();
  }

  private static ClipFacts unseen() {
    return new ClipFacts(null, TimeSpan.ofMicros(0, 0), 0, 0, List.of());
  }

  private static ClipFacts with(ClipFacts clip, ResultSet row) throws SQLException {
    List<Look> looks = new ArrayList<>(clip.looks());
    if (row.getString("source_name") != null) {
      looks.add(look(row));
    }
    return new ClipFacts(
        row.getObject("analysis_id", UUID.class),
        TimeSpan.ofMicros(row.getLong("start_us"), row.getLong("end_us")),
        row.getDouble("fps"),
        row.getInt("frames"),
        looks);
  }

  private static Look look(ResultSet row) throws SQLException {
    String name = row.getString("source_name");
    String prompt = row.getString("source_prompt");
    return new Look(
        Source.Kind.MODEL,
        name.isEmpty() ? null : name,
        name.isEmpty() ? null : row.getString("source_version"),
        prompt.isEmpty() ? null : prompt,
        Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
        row.getString("reason"),
        row.getObject("analysis_id", UUID.class),
        null,
        row.getString("answer"));
  }
}

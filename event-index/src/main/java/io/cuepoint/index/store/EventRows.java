package io.cuepoint.index.store;

import io.cuepoint.contract.Box;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.Uncertainty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@link #FROM}. */
public final class EventRows implements RowMapper<Event> {
  /** Events as {@code e}, with their video as {@code v}. */
  public static final String FROM = " from event e join video v on v.id = e.video_id ";

  /** What this mapper reads. */
  public static final String COLUMNS =
      """
      e.id, e.seq, e.video_id, e.start_us, e.end_us, e.label, e.description, e.evidence,
      e.uncertainty_start, e.uncertainty_end, e.confidence, e.source_kind, e.source_name,
      e.source_version, e.source_prompt, e.boxes, e.data, e.revision, e.created_at, e.updated_at,
      v.recorded_at
      """;

  private static final TypeReference<List<MediaTime>> TIMES = new TypeReference<>() {};
  private static final TypeReference<List<Box>> BOXES = new TypeReference<>() {};

  private final JsonMapper json;

  public EventRows(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Event mapRow(ResultSet row, int index) throws SQLException {
    MediaTime start = MediaTime.ofMicros(row.getLong("start_us"));
    MediaTime end = MediaTime.ofMicros(row.getLong("end_us"));
    double confidence = row.getDouble("confidence");
    Double confidenceOrNull = row.wasNull() ? null : confidence;
    String data = row.getString("data");
    Instant recordedAt = SqlTime.instantOrNull(row, "recorded_at");
    return new Event(
        row.getObject("id", UUID.class),
        row.getObject("video_id", UUID.class),
        start,
        end,
        row.getString("label"),
        row.getString("description"),
        json.readValue(row.getString("evidence"), TIMES),
        new Uncertainty(row.getDouble("uncertainty_start"), row.getDouble("uncertainty_end")),
        confidenceOrNull,
        source(row),
        json.readValue(row.getString("boxes"), BOXES),
        data == null ? null : json.readValue(data, Object.class),
        wall(recordedAt, start),
        wall(recordedAt, end),
        row.getInt("revision"),
        SqlTime.instant(row, "created_at"),
        SqlTime.instant(row, "updated_at"));
  }

  /** The column form of a source's kind. */
  public static String kind(Source.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The column form of a source's prompt. */
  public static String prompt(Source source) {
    return source.prompt() == null ? "" : source.prompt();
  }

  private static Source source(ResultSet row) throws SQLException {
    String prompt = row.getString("source_prompt");
    return new Source(
        Source.Kind.valueOf(row.getString("source_kind").toUpperCase(Locale.ROOT)),
        row.getString("source_name"),
        row.getString("source_version"),
        prompt.isEmpty() ? null : prompt);
  }

  static @Nullable Instant wall(@Nullable Instant recordedAt, MediaTime time) {
    return recordedAt == null ? null : recordedAt.plus(time.micros(), ChronoUnit.MICROS);
  }
}

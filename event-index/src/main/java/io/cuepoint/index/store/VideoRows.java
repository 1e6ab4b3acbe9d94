package io.cuepoint.index.store;

import io.cuepoint.contract.Failure;
import io.cuepoint.contract.StreamInfo;
import io.cuepoint.contract.Warning;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of the table {@code video}. */
final class VideoRows implements RowMapper<Video> {
  private static final TypeReference<List<StreamInfo>> STREAMS = new TypeReference<>() {};
  private static final TypeReference<List<Warning>> WARNINGS = new TypeReference<>() {};

  private final JsonMapper json;

  VideoRows(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Video mapRow(ResultSet row, int index) throws SQLException {
    String code = row.getString("failure_code");
    VideoState state = state(row.getString("state"));
    return new Video(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("object"),
        state,
        row.getDouble("progress"),
        row.getLong("bytes"),
        row.getString("sha256"),
        SqlTime.mediaTimeOrNull(row, "duration_us"),
        SqlTime.instantOrNull(row, "recorded_at"),
        strings(row.getArray("tags")),
        json.readValue(row.getString("streams"), STREAMS),
        json.readValue(row.getString("warnings"), WARNINGS),
        state == VideoState.FAILED && code != null
            ? new Failure(code, row.getString("failure_detail"))
            : null,
        SqlTime.instant(row, "created_at"));
  }

  static VideoState state(String column) {
    return VideoState.valueOf(column.toUpperCase(Locale.ROOT));
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}

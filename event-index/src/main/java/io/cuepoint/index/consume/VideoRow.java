package io.cuepoint.index.consume;

import io.cuepoint.contract.VideoFailed;
import io.cuepoint.contract.VideoProbed;
import io.cuepoint.contract.VideoSampled;
import io.cuepoint.index.store.SqlTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What ingest tells about a video, written to its row. The messages may come in any order: what
 * several of them tell is taken from the one that knows best ({@code told_by}).
 */
final class VideoRow {
  private static final int BY_PROBE = 1;
  private static final int BY_FAILURE = 2;
  private static final int BY_SAMPLING = 3;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  VideoRow(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Makes this transaction the only one that changes the video; false when there is none. */
  boolean lock(UUID videoId) {
    return jdbc.sql("select 1 from video where id = :id for update")
        .param("id", videoId)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Returns whether the video's place on the wall clock changed. */
  boolean probed(VideoProbed message) {
    String before = recordedAt(message.videoId());
    jdbc.sql(
            """
            update video set probed = true, streams = cast(:streams as jsonb),
              creation_time = cast(:creationTime as timestamptz)
            where id = :id
            """)
        .param("streams", json.writeValueAsString(message.streams()))
        .param("creationTime", SqlTime.column(message.creationTime()))
        .param("id", message.videoId())
        .update();
    Long duration = SqlTime.column(message.duration());
    told(BY_PROBE, message.videoId(), duration, message.warnings());
    return !before.equals(recordedAt(message.videoId()));
  }

  private String recordedAt(UUID videoId) {
    return jdbc.sql("select coalesce(cast(recorded_at as text), '') from video where id = :id")
        .param("id", videoId)
        .query(String.class)
        .single();
  }

  void sampled(VideoSampled message) {
    jdbc.sql(
            """
            update video set clips = :clips, detected = :events,
              sampled = cast(:sampled as jsonb), looks = cast(:looks as jsonb)
            where id = :id
            """)
        .param("clips", message.clips())
        .param("events", message.events())
        .param("sampled", json.writeValueAsString(message.sampled()))
        .param("looks", json.writeValueAsString(message.looks()))
        .param("id", message.videoId())
        .update();
    told(BY_SAMPLING, message.videoId(), message.duration().micros(), message.warnings());
  }

  void failed(VideoFailed message) {
    jdbc.sql("update video set failure_code = :code, failure_detail = :detail where id = :id")
        .param("code", message.failure().code())
        .param("detail", message.failure().detail())
        .param("id", message.videoId())
        .update();
    told(BY_FAILURE, message.videoId(), null, message.warnings());
  }

  private void told(int by, UUID videoId, @Nullable Long duration, List<?> warnings) {
    jdbc.sql(
            """
            update video set told_by = :by, duration_us = coalesce(:duration, duration_us),
              warnings = cast(:warnings as jsonb)
            where id = :id and told_by <= :by
            """)
        .param("by", by)
        .param("duration", duration, java.sql.Types.BIGINT)
        .param("warnings", json.writeValueAsString(warnings))
        .param("id", videoId)
        .update();
    if (duration != null) {
      jdbc.sql("update video set duration_us = :duration where id = :id and duration_us is null")
          .param("duration", duration)
          .param("id", videoId)
          .update();
    }
  }
}

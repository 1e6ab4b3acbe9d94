package io.cuepoint.index.consume;

import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.TimeSpan;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A video's clips. Which analysis one belongs to is known from its {@link ClipSampled} on. */
final class ClipRows {
  private final JdbcClient jdbc;

  ClipRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void sampled(ClipSampled message) {
    clip(message.videoId(), message.clipId(), message.window());
    jdbc.sql(
            """
            update clip set fps = :fps, frames = :frames, object = :object,
              analysis_id = :analysisId
            where video_id = :videoId and id = :id
            """)
        .param("fps", message.framesPerSecond())
        .param("frames", message.frames())
        .param("object", message.object())
        .param("analysisId", message.analysisId())
        .param("videoId", message.videoId())
        .param("id", message.clipId())
        .update();
  }

  /** Makes the clip known; what became of it is {@link LookRows}' affair. */
  void analyzed(ClipAnalyzed message) {
    clip(message.videoId(), message.clipId(), message.window());
  }

  private void clip(UUID videoId, UUID id, TimeSpan window) {
    jdbc.sql(
            """
            insert into clip (video_id, id, start_us, end_us)
            values (:videoId, :id, :start, :end)
            on conflict do nothing
            """)
        .param("videoId", videoId)
        .param("id", id)
        .param("start", window.start().micros())
        .param("end", window.end().micros())
        .update();
  }

  /** The objects of those of {@code clips} that nobody needs any more. */
  List<String> done(UUID videoId, Collection<UUID> clips) {
    if (clips.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select c.object from clip c
            where c.video_id = :videoId and c.id in (:clips) and c.object is not null
              and exists (select 1 from clip_look l
                where l.video_id = c.video_id and l.clip_id = c.id)
            """)
        .param("videoId", videoId)
        .param("clips", clips)
        .query((row, index) -> row.getString(1))
        .list();
  }
}

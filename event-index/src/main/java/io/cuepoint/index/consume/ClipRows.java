package io.cuepoint.index.consume;

import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.TimeSpan;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A video's clips, and what became of them. */
final class ClipRows {
  private final JdbcClient jdbc;

  ClipRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void sampled(ClipSampled message) {
    clip(message.videoId(), message.clipId(), message.window());
    jdbc.sql(
            """
            update clip set fps = :fps, frames = :frames, object = :object
            where video_id = :videoId and id = :id
            """)
        .param("fps", message.framesPerSecond())
        .param("frames", message.frames())
        .param("object", message.object())
        .param("videoId", message.videoId())
        .param("id", message.clipId())
        .update();
  }

  /**
   * Of several outcomes of one model the best stays, in whatever order they come: a clip that was
   * given up may be taken up again.
   */
  void analyzed(ClipAnalyzed message) {
    clip(message.videoId(), message.clipId(), message.window());
    Source source = message.source();
    jdbc.sql(
            """
            insert into clip_look (video_id, clip_id, source_name, source_version, source_prompt,
              outcome, reason, events)
            values (:videoId, :clipId, :name, :version, :prompt, :outcome, :reason, :events)
            on conflict (video_id, clip_id, source_name, source_version, source_prompt) do update
            set outcome = excluded.outcome, reason = excluded.reason, events = excluded.events
            where
              (array_position(cast(:order as text[]), excluded.outcome), -excluded.events,
                coalesce(excluded.reason, ''))
              < (array_position(cast(:order as text[]), clip_look.outcome), -clip_look.events,
                coalesce(clip_look.reason, ''))
            """)
        .param("videoId", message.videoId())
        .param("clipId", message.clipId())
        .param("name", source == null ? "" : source.name())
        .param("version", source == null ? "" : source.version())
        .param("prompt", source == null || source.prompt() == null ? "" : source.prompt())
        .param("outcome", column(message.outcome()))
        .param("reason", message.reason())
        .param("events", message.events())
        .param("order", BEST_FIRST)
        .update();
  }

  private static final String[] BEST_FIRST = {
    column(Outcome.ANALYSED), column(Outcome.FAILED), column(Outcome.NOT_ANALYSED)
  };

  static String column(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
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

package io.cuepoint.index.consume;

import io.cuepoint.index.store.VideoState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far a video has come, computed from what is known of it and its first analysis, and so the
 * same for any order of the messages. A video that was ready stays so. A clip of which only the
 * outcome is known yet may belong to any analysis: it counts once it is known.
 */
public final class VideoProgress {
  private static final String FACTS =
      """
      select v.state, v.probed, v.clips, v.detected, v.failure_code is not null as failed,
        coalesce(v.duration_us, 0) as duration,
        c.seen, c.until, c.looked_clips, c.looked,
        (select count(*) from report r
          where r.video_id = v.id and r.source_kind = 'detector') as detector_reports,
        exists (select 1 from look l
          where l.video_id = v.id and l.analysis_id = a.id and l.reports_missing)
          as reports_missing,
        exists (select 1 from event e cross join lateral (
            select count(*) as clips, count(*) filter (where s.analysis_id = a.id) as first_clips
            from event_report er
            join report r on r.video_id = er.video_id and r.id = er.report_id
            join clip s on s.video_id = r.video_id and s.id = r.clip_id
            where er.event_id = e.id) r
          where e.video_id = v.id and e.embedded is null
            and (r.clips = 0 or r.first_clips > 0)) as embedding_missing
      from video v join analysis a on a.video_id = v.id and a.first cross join lateral (
        select
          count(*) filter (where c.analysis_id is null or c.analysis_id = a.id) as seen,
          coalesce(max(c.end_us) filter (where c.analysis_id = a.id), 0) as until,
          count(*) filter (where l.looked and c.analysis_id = a.id) as looked_clips,
          coalesce(sum(c.end_us - c.start_us) filter (where l.looked and c.analysis_id = a.id), 0)
            as looked
        from clip c cross join lateral (
          select exists (select 1 from clip_look l
            where l.video_id = c.video_id and l.clip_id = c.id) as looked) l
        where c.video_id = v.id) c
      where v.id = :id
      """;

  private final JdbcClient jdbc;

  public VideoProgress(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes the state and the progress; to be called with the video's row locked. */
  public void refresh(UUID videoId) {
    jdbc.sql(FACTS)
        .param("id", videoId)
        .query(VideoProgress::standing)
        .optional()
        .ifPresent(
            standing ->
                jdbc.sql(
                        """
                        update video set state = :state, progress = greatest(progress, :progress)
                        where id = :id and (state <> :state or progress < :progress)
                        """)
                    .param("state", standing.state().name().toLowerCase(Locale.ROOT))
                    .param("progress", standing.progress())
                    .param("id", videoId)
                    .update());
  }

  private static Standing standing(ResultSet row, int index) throws SQLException {
    int expected = row.getInt("clips");
    boolean sampled = !row.wasNull();
    double duration = row.getDouble("duration");
    double sampledShare = sampled ? 1 : share(row.getDouble("until"), duration);
    double lookedShare =
        sampled
            ? expected == 0 ? 1 : share(row.getInt("looked_clips"), expected)
            : share(row.getDouble("looked"), duration);
    boolean complete =
        sampled
            && row.getInt("looked_clips") >= expected
            && row.getInt("detector_reports") >= row.getInt("detected")
            && !row.getBoolean("reports_missing")
            && !row.getBoolean("embedding_missing");
    VideoState state;
    if (complete || row.getString("state").equals("ready")) {
      state = VideoState.READY;
    } else if (sampled) {
      state = VideoState.ANALYSING;
    } else if (row.getBoolean("failed")) {
      state = VideoState.FAILED;
    } else if (row.getBoolean("probed") || row.getInt("seen") > 0) {
      state = VideoState.SAMPLING;
    } else {
      state = VideoState.RECEIVED;
    }
    double progress =
        state == VideoState.READY ? 1 : Math.min(0.99, (sampledShare + lookedShare) / 2);
    return new Standing(state, progress);
  }

  private static double share(double part, double whole) {
    return whole <= 0 ? 0 : Math.min(1, part / whole);
  }

  private record Standing(VideoState state, double progress) {}
}

package io.cuepoint.index.consume;

import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipSampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long clips wait. The gauges are counted in the database, so that every process that reads it
 * tells the same; they are of use as long as it answers.
 */
final class ClipTimes {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Timer toEvent;

  ClipTimes(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.toEvent =
        Timer.builder("cuepoint.time.to.event")
            .description("From a clip announced until what a model said of it is in the index")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(100))
            .maximumExpectedValue(Duration.ofHours(12))
            .register(meters);
    Gauge.builder("cuepoint.clips.waiting", this, ClipTimes::waiting)
        .description("Clips at which no model has looked yet")
        .register(meters);
    Gauge.builder("cuepoint.clips.oldest.waiting", this, times -> times.oldest().toMillis() / 1e3)
        .description("How long the oldest of them has waited")
        .baseUnit("seconds")
        .register(meters);
  }

  /**
   * A clip was announced.
   *
   * @param at its message's time on the broker
   */
  void sampled(ClipSampled clip, Instant at) {
    jdbc.sql(
            """
            update clip c set sampled_at = coalesce(sampled_at, :at),
              waiting = not exists (select 1 from clip_look l
                where l.video_id = c.video_id and l.clip_id = c.id)
            where video_id = :video and id = :id
            """)
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .param("video", clip.videoId())
        .param("id", clip.clipId())
        .update();
  }

  /** A look at a clip is in the index; the first counts. */
  void analyzed(ClipAnalyzed clip) {
    List<Instant> since =
        jdbc.sql(
                """
                update clip set waiting = false
                where video_id = :video and id = :id and waiting returning sampled_at
                """)
            .param("video", clip.videoId())
            .param("id", clip.clipId())
            .query((row, index) -> row.getObject(1, OffsetDateTime.class).toInstant())
            .list();
    since.forEach(at -> toEvent.record(Duration.between(at, clock.instant())));
  }

  long waiting() {
    return jdbc.sql("select count(*) from clip where waiting").query(Long.class).single();
  }

  Duration oldest() {
    return jdbc
        .sql("select min(sampled_at) from clip where waiting")
        .query((row, index) -> row.getObject(1, OffsetDateTime.class))
        .list()
        .stream()
        .filter(at -> at != null)
        .findFirst()
        .map(at -> Duration.between(at.toInstant(), clock.instant()))
        .filter(age -> !age.isNegative())
        .orElse(Duration.ZERO);
  }
}

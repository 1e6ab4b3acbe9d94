package io.cuepoint.index.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.TestStore;
import io.cuepoint.index.TestVideos;
import io.cuepoint.index.store.VideoStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class ClipTimesTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private final TestStore store = new TestStore(Map.of());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final JdbcClient jdbc = JdbcClient.create(store.get(JdbcTemplate.class));
  private final ClipTimes times = new ClipTimes(jdbc, Clock.fixed(NOW, ZoneOffset.UTC), meters);
  private final ClipRows clips = new ClipRows(jdbc);
  private final LookRows looks = new LookRows(jdbc);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void tellsHowManyClipsWaitAndForHowLong() {
    UUID video = store.get(VideoStore.class).register(TestVideos.named("v")).video().id();
    assertThat(gauge("cuepoint.clips.waiting")).isZero();
    assertThat(gauge("cuepoint.clips.oldest.waiting")).isZero();
    sampled(video, 0, 90);
    sampled(video, 1, 30);
    assertThat(gauge("cuepoint.clips.waiting")).isEqualTo(2);
    assertThat(gauge("cuepoint.clips.oldest.waiting")).isEqualTo(90);

    analysed(video, 0);
    assertThat(gauge("cuepoint.clips.waiting")).isEqualTo(1);
    assertThat(gauge("cuepoint.clips.oldest.waiting")).isEqualTo(30);
    assertThat(meters.timer("cuepoint.time.to.event").totalTime(TimeUnit.SECONDS)).isEqualTo(90);
  }

  @Test
  void countsALookOnceHoweverOftenItsMessageComes() {
    UUID video = store.get(VideoStore.class).register(TestVideos.named("v")).video().id();
    sampled(video, 0, 10);
    analysed(video, 0);
    analysed(video, 0);
    sampled(video, 0, 5);
    assertThat(gauge("cuepoint.clips.waiting")).isZero();
    assertThat(meters.timer("cuepoint.time.to.event").count()).isEqualTo(1);
  }

  private void sampled(UUID video, int index, long secondsAgo) {
    ClipSampled clip = TestReports.clip(video, index);
    clips.sampled(clip);
    times.sampled(clip, NOW.minusSeconds(secondsAgo));
  }

  private void analysed(UUID video, int index) {
    var look = TestReports.analysed(video, index, 1);
    clips.analyzed(look);
    looks.add(look);
    times.analyzed(look);
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }
}

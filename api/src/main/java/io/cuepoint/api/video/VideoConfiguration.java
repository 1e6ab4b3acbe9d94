package io.cuepoint.api.video;

import io.cuepoint.api.schedule.Repeated;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.ingest.isolate.MediaReader;
import io.cuepoint.object.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

/** Videos and their parts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ThumbnailProperties.class)
public class VideoConfiguration {
  @Bean
  VideoObjects videoObjects(ObjectStore objects) {
    return new VideoObjects(objects);
  }

  @Bean
  VideoController videoController(VideoStore videos, VideoObjects objects) {
    return new VideoController(videos, objects);
  }

  @Bean
  ContentController contentController(VideoStore videos, ObjectStore objects, Scheduler blocking) {
    return new ContentController(videos, objects, blocking);
  }

  @Bean
  Repeated orphanSweep(ObjectStore objects, VideoStore videos) {
    Duration grace = Duration.ofHours(1);
    OrphanSweep sweep = new OrphanSweep(objects, videos, Clock.systemUTC(), grace);
    return new Repeated(
        "orphan-sweep",
        Duration.ofMinutes(1),
        grace,
        () -> {
          sweep.run();
          objects.tidy();
        });
  }

  @Bean
  Thumbnails thumbnails(MediaReader media, ObjectStore objects, ThumbnailProperties properties) {
    return new Thumbnails(new FfmpegFramePictures(media), objects, properties);
  }

  @Bean
  ThumbnailController thumbnailController(
      VideoStore videos, Thumbnails thumbnails, Scheduler blocking) {
    return new ThumbnailController(videos, thumbnails, blocking);
  }
}

package io.cuepoint.api.progress;

import io.cuepoint.index.store.VideoStore;
import io.cuepoint.queue.KafkaConnection;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How far clips are. */
@Configuration(proxyBeanMethods = false)
public class ProgressConfiguration {
  @Bean
  ClipsUnderway clipsUnderway() {
    return new ClipsUnderway(Clock.systemUTC());
  }

  @Bean
  ProgressFeed progressFeed(KafkaConnection kafka, ClipsUnderway underway) {
    return new ProgressFeed(kafka::settings, underway);
  }

  @Bean
  ProgressController progressController(VideoStore videos, ClipsUnderway underway) {
    return new ProgressController(videos, underway);
  }
}

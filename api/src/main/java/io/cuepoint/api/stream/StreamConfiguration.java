package io.cuepoint.api.stream;

import io.cuepoint.index.store.EventChanges;
import io.cuepoint.index.store.VideoStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

/** Server-sent events. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamProperties.class)
public class StreamConfiguration {
  @Bean
  StreamController streamController(
      EventChanges changes, VideoStore videos, StreamProperties properties, Scheduler blocking) {
    ChangeFeed feed = new ChangeFeed(changes, properties, blocking);
    return new StreamController(feed, videos, properties, blocking);
  }
}

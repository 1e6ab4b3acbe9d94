package io.cuepoint.api.stream;

import io.cuepoint.index.store.EventChanges;
import io.cuepoint.index.store.VideoStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Server-sent events. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamProperties.class)
public class StreamConfiguration {
  @Bean
  StreamController streamController(
      EventChanges changes, VideoStore videos, StreamProperties properties) {
    return new StreamController(new ChangeFeed(changes, properties), videos, properties);
  }
}

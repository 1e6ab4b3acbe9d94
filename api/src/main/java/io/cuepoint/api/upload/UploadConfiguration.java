package io.cuepoint.api.upload;

import io.cuepoint.index.store.VideoStore;
import io.cuepoint.object.ObjectStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Uploads. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadProperties.class)
public class UploadConfiguration {
  @Bean
  UploadController uploadController(
      ObjectStore objects, VideoStore videos, UploadProperties limits) {
    return new UploadController(objects, videos, limits);
  }
}

package io.cuepoint.api.video;

import io.cuepoint.index.store.VideoStore;
import io.cuepoint.object.ObjectStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Videos and their parts. */
@Configuration(proxyBeanMethods = false)
public class VideoConfiguration {
  @Bean
  VideoObjects videoObjects(ObjectStore objects) {
    return new VideoObjects(objects);
  }

  @Bean
  VideoController videoController(VideoStore videos, VideoObjects objects) {
    return new VideoController(videos, objects);
  }
}

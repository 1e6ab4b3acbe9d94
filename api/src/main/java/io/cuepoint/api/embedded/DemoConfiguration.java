package io.cuepoint.api.embedded;

import io.cuepoint.index.store.VideoStore;
import io.cuepoint.object.ObjectStore;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code cuepoint.demo=true}: a film is there from the start. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("cuepoint.demo")
class DemoConfiguration {
  @Bean
  ApplicationRunner demoFilm(ObjectStore objects, VideoStore videos) {
    DemoFilm film = new DemoFilm(objects, videos);
    return arguments -> film.upload();
  }
}

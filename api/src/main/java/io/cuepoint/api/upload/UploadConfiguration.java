package io.cuepoint.api.upload;

import io.cuepoint.index.store.AnalysisStore;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.object.ObjectStore;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

/** Uploads. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadProperties.class)
public class UploadConfiguration {
  @Bean
  UploadController uploadController(
      ObjectStore objects,
      VideoStore videos,
      AnalysisStore analyses,
      UploadProperties limits,
      Scheduler blocking) {
    Registrar registrar = new Registrar(videos, analyses, Clock.systemUTC());
    return new UploadController(objects, registrar, limits, blocking);
  }
}

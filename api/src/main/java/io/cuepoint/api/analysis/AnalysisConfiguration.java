package io.cuepoint.api.analysis;

import io.cuepoint.index.store.AnalysisStore;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.ingest.isolate.MediaReader;
import io.cuepoint.ingest.rate.RateProperties;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.ModelProfiles;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Further looks at videos, and what they would cost. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ClipProperties.class, RateProperties.class})
public class AnalysisConfiguration {
  @Bean
  AnalysisController analysisController(VideoStore videos, AnalysisStore analyses) {
    return new AnalysisController(videos, analyses, Clock.systemUTC());
  }

  @Bean
  PlanController planController(
      VideoStore videos,
      ModelProfiles profiles,
      MediaReader media,
      ObjectStore objects,
      ClipProperties clips,
      RateProperties rates) {
    return new PlanController(
        videos,
        profiles,
        new Planner(clips, rates),
        new Activities(media, objects),
        Clock.systemUTC());
  }
}

package io.cuepoint.api.analysis;

import io.cuepoint.index.store.AnalysisStore;
import io.cuepoint.index.store.VideoStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Further looks at videos. */
@Configuration(proxyBeanMethods = false)
public class AnalysisConfiguration {
  @Bean
  AnalysisController analysisController(VideoStore videos, AnalysisStore analyses) {
    return new AnalysisController(videos, analyses, Clock.systemUTC());
  }
}

package io.cuepoint.api.ground;

import io.cuepoint.index.search.EventSearch;
import io.cuepoint.index.store.AnalysisStore;
import io.cuepoint.index.store.EventStore;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.queue.ModelProfiles;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Questions about one video. */
@Configuration(proxyBeanMethods = false)
public class GroundConfiguration {
  @Bean
  GroundController groundController(
      VideoStore videos,
      EventSearch search,
      EventStore events,
      AnalysisStore analyses,
      ModelProfiles profiles) {
    Grounder grounder = new Grounder(search, events, analyses, Clock.systemUTC());
    return new GroundController(videos, profiles, grounder);
  }
}

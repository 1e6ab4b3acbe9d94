package io.cuepoint.api.ground;

import io.cuepoint.api.schedule.Repeated;
import io.cuepoint.index.search.EventSearch;
import io.cuepoint.index.store.AnalysisStore;
import io.cuepoint.index.store.EventStore;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.queue.ModelProfiles;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Questions about one video. */
@Configuration(proxyBeanMethods = false)
public class GroundConfiguration {
  private static final Duration FOLLOWING = Duration.ofSeconds(2);

  @Bean
  Grounder grounder(EventSearch search, EventStore events, AnalysisStore analyses) {
    return new Grounder(search, events, analyses, Clock.systemUTC());
  }

  @Bean
  GroundController groundController(VideoStore videos, ModelProfiles profiles, Grounder grounder) {
    return new GroundController(videos, profiles, grounder);
  }

  @Bean
  Repeated groundFollower(
      VideoStore videos, AnalysisStore analyses, ModelProfiles profiles, Grounder grounder) {
    GroundFollower follower =
        new GroundFollower(videos, analyses, profiles::all, grounder, Clock.systemUTC());
    return new Repeated("ground-follower", FOLLOWING, FOLLOWING, follower::run);
  }
}

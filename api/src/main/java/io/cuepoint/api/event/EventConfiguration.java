package io.cuepoint.api.event;

import io.cuepoint.index.coverage.CoverageLedger;
import io.cuepoint.index.search.EventSearch;
import io.cuepoint.index.store.EventStore;
import io.cuepoint.index.store.VideoStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

/** Events. */
@Configuration(proxyBeanMethods = false)
public class EventConfiguration {
  @Bean
  EventController eventController(EventStore events, EventSearch search, VideoStore videos) {
    return new EventController(events, search, videos);
  }

  @Bean
  VideoEventsController videoEventsController(
      VideoStore videos, EventStore events, CoverageLedger ledger, Scheduler blocking) {
    return new VideoEventsController(videos, events, ledger, blocking);
  }
}

package io.cuepoint.ingest;

import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.ingest.consume.VideoConsumer;
import io.cuepoint.ingest.signal.SignalsProperties;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.QueueWorker;
import io.cuepoint.queue.WorkQueue;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires ingest: sampling and detectors behind the queue of videos. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  IngestProperties.class,
  ClipProperties.class,
  SignalsProperties.class
})
public class IngestConfiguration {
  @Bean
  QueueWorker<VideoRegistered> videoConsumer(
      WorkQueue queue,
      ObjectStore objects,
      MessagePublisher publisher,
      ClipProperties clips,
      SignalsProperties signals,
      IngestProperties ingest) {
    return VideoConsumer.of(
        queue, objects, publisher, clips, signals, ingest.videos(), ingest.recheck());
  }
}

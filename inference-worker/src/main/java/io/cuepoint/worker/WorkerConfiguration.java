package io.cuepoint.worker;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.QueueWorker;
import io.cuepoint.queue.WorkQueue;
import io.cuepoint.worker.consume.ClipConsumer;
import io.cuepoint.worker.localize.ClipLocalizer;
import io.cuepoint.worker.localize.NoModel;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the worker: a localizer behind the queue of clips. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
public class WorkerConfiguration {
  @Bean
  ClipLocalizer clipLocalizer(WorkerProperties properties) {
    return new NoModel(properties.name(), properties.whyNoModel(), Clock.systemUTC().instant());
  }

  @Bean
  QueueWorker<ClipSampled> clipConsumer(
      WorkQueue queue,
      ObjectStore objects,
      ClipLocalizer localizer,
      MessagePublisher publisher,
      WorkerProperties properties) {
    return ClipConsumer.of(
        queue,
        objects,
        localizer,
        publisher,
        properties.clips(),
        Math.toIntExact(properties.maxClip().toBytes()));
  }
}

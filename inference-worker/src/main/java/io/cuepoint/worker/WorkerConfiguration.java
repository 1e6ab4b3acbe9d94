package io.cuepoint.worker;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.QueueWorker;
import io.cuepoint.queue.WorkQueue;
import io.cuepoint.worker.consume.ClipConsumer;
import io.cuepoint.worker.consume.CountedOutcomes;
import io.cuepoint.worker.demo.DemoModel;
import io.cuepoint.worker.engine.choice.EngineProperties;
import io.cuepoint.worker.localize.ClipLocalizer;
import io.cuepoint.worker.localize.ModelLoader;
import io.cuepoint.worker.localize.ModelProperties;
import io.cuepoint.worker.localize.NoModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the worker: a localizer behind the lanes of clips. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  WorkerProperties.class,
  ModelProperties.class,
  EngineProperties.class
})
public class WorkerConfiguration {
  @Bean
  ClipLocalizer clipLocalizer(
      WorkerProperties worker,
      ModelProperties model,
      EngineProperties engines,
      ObjectProvider<MeterRegistry> registries) {
    Clock clock = Clock.systemUTC();
    ModelLoader loader =
        new ModelLoader(
            model,
            engines,
            worker.name(),
            worker.clips(),
            worker.home(),
            registries.getIfAvailable(SimpleMeterRegistry::new),
            clock);
    if (model.path() != null) {
      return loader.load(model.path(), null);
    }
    return worker.demo()
        ? loader.load(DemoModel.unpack(worker.home().resolve("demo")), DemoModel.films())
        : new NoModel(worker.name(), "no model configured", clock.instant());
  }

  @Bean
  ClipConsumer clipConsumer(
      ObjectStore objects,
      ClipLocalizer localizer,
      MessagePublisher publisher,
      ObjectProvider<MeterRegistry> registries,
      WorkerProperties properties) {
    MeterRegistry meters = registries.getIfAvailable(SimpleMeterRegistry::new);
    return new ClipConsumer(
        objects,
        localizer,
        new CountedOutcomes(publisher, meters),
        properties.clips(),
        Math.toIntExact(properties.maxClip().toBytes()),
        Clock.systemUTC());
  }

  @Bean
  QueueWorker<ClipSampled> clipWorker(ClipConsumer consumer, WorkQueue queue) {
    return consumer.clips(queue);
  }
}

package io.cuepoint.worker;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.QueueWorker;
import io.cuepoint.queue.WorkQueue;
import io.cuepoint.start.StartUp;
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
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  private static final Logger log = LoggerFactory.getLogger(WorkerConfiguration.class);

  @Bean
  ClipLocalizer clipLocalizer(
      WorkerProperties worker,
      ModelProperties model,
      EngineProperties engines,
      ObjectProvider<MeterRegistry> registries,
      ObjectProvider<StartUp> startUps) {
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
    Path path = model.path();
    if (path != null) {
      return load(loader, path, null, startUps);
    }
    return worker.demo()
        ? load(loader, DemoModel.unpack(worker.home().resolve("demo")), DemoModel.films(), startUps)
        : new NoModel(worker.name(), "no model configured", clock.instant());
  }

  private static ClipLocalizer load(
      ModelLoader loader,
      Path folder,
      @Nullable List<String> onlyVideos,
      ObjectProvider<StartUp> startUps) {
    String doing = "loading the model " + folder.getFileName();
    log.info(doing);
    return startUps
        .getIfAvailable(StartUp::new)
        .during("model", doing, () -> loader.load(folder, onlyVideos));
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

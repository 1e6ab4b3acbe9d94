package io.cuepoint.ingest;

import io.cuepoint.health.HealthConfiguration;
import io.cuepoint.ingest.console.IngestConsole;
import io.cuepoint.object.ObjectConfiguration;
import io.cuepoint.queue.QueueConfiguration;
import io.cuepoint.start.EarlyAnswers;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Video ingest as a service of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  ObjectConfiguration.class,
  QueueConfiguration.class,
  HealthConfiguration.class,
  IngestConfiguration.class
})
public class VideoIngestApplication {
  /** Runs a command ({@code --help} lists them), or without one the service. */
  public static void main(String[] arguments) {
    if (IngestConsole.isCommand(arguments)) {
      System.exit(IngestConsole.run(arguments, System.out, System.err));
    }
    new SpringApplicationBuilder(VideoIngestApplication.class)
        .properties(
            "spring.application.name=video-ingest",
            "server.address=127.0.0.1",
            "server.port=8081",
            "server.shutdown=graceful",
            "management.endpoints.web.exposure.include=health,prometheus",
            "management.endpoint.health.probes.enabled=true",
            "management.endpoint.health.group.readiness.include=readinessState,broker,objects",
            "management.endpoint.health.show-components=always",
            // at INFO its clients write 200 lines a second while no broker is there
            "logging.level.org.apache.kafka=WARN",
            "spring.main.banner-mode=off")
        .listeners(EarlyAnswers.ofService())
        .run(arguments);
  }
}

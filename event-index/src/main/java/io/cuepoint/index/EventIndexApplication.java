package io.cuepoint.index;

import io.cuepoint.health.HealthConfiguration;
import io.cuepoint.index.consume.ConsumeConfiguration;
import io.cuepoint.object.ObjectConfiguration;
import io.cuepoint.queue.QueueConfiguration;
import io.cuepoint.start.EarlyAnswers;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The event index as a service of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  ObjectConfiguration.class,
  QueueConfiguration.class,
  HealthConfiguration.class,
  IndexConfiguration.class,
  ConsumeConfiguration.class
})
public class EventIndexApplication {
  /** Runs the service; with {@code migrate} as first word, brings the database up to date. */
  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("migrate")) {
      new SpringApplicationBuilder(MigrationApplication.class)
          .web(WebApplicationType.NONE)
          .properties("spring.application.name=migration", "spring.main.banner-mode=off")
          .run(arguments)
          .close();
      return;
    }
    new SpringApplicationBuilder(EventIndexApplication.class)
        .properties(
            "spring.application.name=event-index",
            "server.address=127.0.0.1",
            "server.port=8083",
            "server.shutdown=graceful",
            "management.endpoints.web.exposure.include=health,prometheus",
            "management.endpoint.health.probes.enabled=true",
            "management.endpoint.health.group.readiness.include=readinessState,db,broker,objects",
            "management.endpoint.health.show-components=always",
            // at INFO its clients write 200 lines a second while no broker is there
            "logging.level.org.apache.kafka=WARN",
            "spring.main.banner-mode=off")
        .listeners(EarlyAnswers.ofService())
        .run(arguments);
  }
}

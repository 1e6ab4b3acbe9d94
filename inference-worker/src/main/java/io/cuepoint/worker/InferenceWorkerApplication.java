package io.cuepoint.worker;

import io.cuepoint.health.HealthConfiguration;
import io.cuepoint.object.ObjectConfiguration;
import io.cuepoint.queue.QueueConfiguration;
import io.cuepoint.start.EarlyAnswers;
import io.cuepoint.worker.console.WorkerConsole;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The inference worker as a service of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  ObjectConfiguration.class,
  QueueConfiguration.class,
  HealthConfiguration.class,
  WorkerConfiguration.class
})
public class InferenceWorkerApplication {
  /** Runs a command ({@code --help} lists them), or without one the service. */
  public static void main(String[] arguments) {
    if (WorkerConsole.isCommand(arguments)) {
      // libraries log to standard output, which is for results here
      LoggingSystem.get(InferenceWorkerApplication.class.getClassLoader())
          .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
      System.exit(WorkerConsole.run(arguments, System.out, System.err));
    }
    new SpringApplicationBuilder(InferenceWorkerApplication.class)
        .properties(
            "spring.application.name=inference-worker",
            "server.address=127.0.0.1",
            "server.port=8082",
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

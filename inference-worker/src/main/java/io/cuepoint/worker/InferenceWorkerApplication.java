package io.cuepoint.worker;

import io.cuepoint.object.ObjectConfiguration;
import io.cuepoint.queue.QueueConfiguration;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The inference worker as a service of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ObjectConfiguration.class, QueueConfiguration.class, WorkerConfiguration.class})
public class InferenceWorkerApplication {
  private static final String USAGE =
      """
      usage: java -jar inference-worker-exec.jar [--PROPERTY=VALUE ...]

      Takes clips from Kafka and answers for each. Properties (also as environment variables,
      CUEPOINT_HOME for cuepoint.home):
        --cuepoint.kafka.bootstrap-servers=HOST:PORT   the broker
        --cuepoint.objects=file:FOLDER                 the object store that ingest writes to
        --cuepoint.worker.clips=N                      clips at a time, default 1
        --server.port=PORT                             health and metrics, default 8082
      """;

  /** Starts the service, or says how to. */
  public static void main(String[] arguments) {
    if (arguments.length > 0 && !arguments[0].startsWith("--")) {
      System.err.println("unknown command '" + arguments[0] + "'\n" + USAGE);
      System.exit(2);
    }
    if (List.of(arguments).contains("--help")) {
      System.out.println(USAGE);
      return;
    }
    new SpringApplicationBuilder(InferenceWorkerApplication.class)
        .properties(
            "server.address=127.0.0.1",
            "server.port=8082",
            "server.shutdown=graceful",
            "management.endpoints.web.exposure.include=health,prometheus",
            "management.endpoint.health.probes.enabled=true",
            "spring.main.banner-mode=off")
        .run(arguments);
  }
}

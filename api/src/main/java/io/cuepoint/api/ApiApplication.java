package io.cuepoint.api;

import io.cuepoint.index.IndexConfiguration;
import io.cuepoint.object.ObjectConfiguration;
import io.cuepoint.queue.QueueConfiguration;
import io.cuepoint.start.EarlyAnswers;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The api as a service of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  ObjectConfiguration.class,
  QueueConfiguration.class,
  IndexConfiguration.class,
  ApiConfiguration.class
})
public class ApiApplication {
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(ApiApplication.class)
        .listeners(EarlyAnswers.ofService())
        .run(arguments);
  }
}

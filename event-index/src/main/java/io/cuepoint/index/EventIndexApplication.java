package io.cuepoint.index;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The event index as a service of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class EventIndexApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(EventIndexApplication.class, arguments);
  }
}

package io.cuepoint.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The api as a service of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ApiApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(ApiApplication.class, arguments);
  }
}

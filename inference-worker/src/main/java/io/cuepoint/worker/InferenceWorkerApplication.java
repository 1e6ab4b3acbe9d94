package io.cuepoint.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The inference worker as a service of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class InferenceWorkerApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(InferenceWorkerApplication.class, arguments);
  }
}

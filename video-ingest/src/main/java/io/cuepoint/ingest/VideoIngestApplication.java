package io.cuepoint.ingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** Video ingest as a service of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class VideoIngestApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(VideoIngestApplication.class, arguments);
  }
}

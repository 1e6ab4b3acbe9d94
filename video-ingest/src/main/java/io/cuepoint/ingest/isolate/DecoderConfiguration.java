package io.cuepoint.ingest.isolate;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a service reads videos. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DecoderProperties.class)
public class DecoderConfiguration {
  @Bean
  MediaReader mediaReader(DecoderProperties properties) {
    return properties.isolated() ? new IsolatedReader(properties) : new LocalReader();
  }
}

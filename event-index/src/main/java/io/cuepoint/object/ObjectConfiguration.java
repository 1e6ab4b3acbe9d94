package io.cuepoint.object;

import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the object store that {@code cuepoint.objects} names. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ObjectProperties.class)
public class ObjectConfiguration {
  @Bean
  ObjectStore objectStore(ObjectProperties properties) throws IOException {
    return new FileObjectStore(properties.folder(), properties.objectsReserve().toBytes());
  }
}

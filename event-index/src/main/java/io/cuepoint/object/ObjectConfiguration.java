package io.cuepoint.object;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the object store that {@code cuepoint.objects} names. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ObjectProperties.class, S3Properties.class})
public class ObjectConfiguration {
  @Bean
  ObjectStore objectStore(ObjectProperties properties, S3Properties s3)
      throws IOException, InterruptedException {
    Path folder = properties.folder();
    if (folder != null) {
      return new FileObjectStore(folder, properties.objectsReserve().toBytes());
    }
    S3Place place = Objects.requireNonNull(properties.bucket());
    S3ObjectStore store = new S3ObjectStore(place, s3, Clock.systemUTC());
    try {
      StartWait.untilThere("bucket " + place.bucket(), s3.startTimeout(), store::check);
    } catch (IOException | InterruptedException e) {
      store.close();
      throw e;
    }
    return store;
  }
}

package io.cuepoint.object;

import io.cuepoint.start.StartUp;
import io.cuepoint.start.StartWait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the object store that {@code cuepoint.objects} names. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ObjectProperties.class, S3Properties.class})
public class ObjectConfiguration {
  @Bean
  ObjectStore objectStore(
      ObjectProperties properties, S3Properties s3, ObjectProvider<StartUp> startUps)
      throws IOException, InterruptedException {
    Path folder = properties.folder();
    if (folder != null) {
      return new FileObjectStore(folder, properties.objectsReserve().toBytes());
    }
    S3Place place = Objects.requireNonNull(properties.bucket());
    S3ObjectStore store = new S3ObjectStore(place, s3, Clock.systemUTC());
    try {
      StartUp startUp = startUps.getIfAvailable(StartUp::new);
      StartWait.untilThere(
          startUp, "objects", "bucket " + place.bucket(), s3.startTimeout(), store::check);
    } catch (RuntimeException | InterruptedException e) {
      store.close();
      throw e;
    }
    return store;
  }
}

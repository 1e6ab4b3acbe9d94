package io.cuepoint.api;

import io.cuepoint.object.FileObjectStore;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The api on in-memory stores and a real object store in a folder below target. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ApiConfiguration.class)
public class FakeParts {
  @Bean
  InMemoryVideoStore videoStore() {
    return new InMemoryVideoStore();
  }

  @Bean
  InMemoryEvents events() {
    return new InMemoryEvents();
  }

  @Bean
  ObjectStore objectStore() throws IOException {
    return new FileObjectStore(
        Files.createTempDirectory(Files.createDirectories(Path.of("target")), "objects"), 0);
  }
}

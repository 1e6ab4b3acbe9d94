package io.cuepoint.api;

import io.cuepoint.index.search.VectorSearch;
import io.cuepoint.index.store.Conditions;
import io.cuepoint.object.FileObjectStore;
import io.cuepoint.queue.KafkaConnection;
import io.cuepoint.queue.KafkaProperties;
import io.cuepoint.queue.ModelProfiles;
import io.cuepoint.queue.QueueMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The api on in-memory stores and a real object store in a folder below target. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(KafkaProperties.class)
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
  InMemoryAnalyses analyses(InMemoryVideoStore videos) {
    return new InMemoryAnalyses(videos);
  }

  /** A database that is away. */
  @Bean
  DataSource dataSource() {
    return new AbstractDataSource() {
      @Override
      public Connection getConnection() throws SQLException {
        throw new SQLException("away");
      }

      @Override
      public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
      }
    };
  }

  @Bean
  VectorSearch vectorSearch() {
    return new VectorSearch() {
      @Override
      public String describe() {
        return "exact in the service: this is a test";
      }

      @Override
      public boolean pgvector() {
        return false;
      }

      @Override
      public Nearest nearest(Conditions where, float[] meaning, int limit) {
        throw new AssertionError("events are searched in memory here, not by vectors");
      }
    };
  }

  /** A broker that is away: nothing listens on this port. */
  @Bean
  KafkaConnection kafkaConnection(KafkaProperties properties) {
    return new KafkaConnection(properties);
  }

  @Bean
  QueueMode queueMode() {
    return QueueMode.SHARE_GROUP;
  }

  /** Reads from that broker only when it is asked. */
  @Bean
  ModelProfiles modelProfiles(KafkaConnection kafka) {
    return new ModelProfiles(kafka);
  }

  @Bean
  FaultyObjects objectStore() throws IOException {
    return new FaultyObjects(
        new FileObjectStore(
            Files.createTempDirectory(Files.createDirectories(Path.of("target")), "objects"), 0));
  }
}

package io.cuepoint.index.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.cuepoint.index.outbox.Outbox;
import io.cuepoint.queue.ContractJson;
import io.cuepoint.queue.Traces;
import io.cuepoint.start.StartUp;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The database, up to date, and what is kept in it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
public class StoreConfiguration {
  private final JsonMapper json = ContractJson.mapper();
  private final Clock clock = Clock.systemUTC();

  @Bean
  HikariDataSource dataSource(DatabaseProperties properties) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("cuepoint-database");
    config.setJdbcUrl(properties.url());
    config.setUsername(properties.user());
    config.setPassword(properties.password());
    config.setMaximumPoolSize(properties.poolSize());
    config.setMinimumIdle(1);
    // the first connection may have to wait for the database: the migration does
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(10_000);
    config.addDataSourceProperty("ApplicationName", "cuepoint");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    return new HikariDataSource(config);
  }

  /** The tables and who may change them; migrated, or found so. */
  @Bean
  Schema schema(
      DataSource database, DatabaseProperties properties, ObjectProvider<StartUp> startUps)
      throws InterruptedException {
    return Schema.prepare(database, properties, startUps.getIfAvailable(StartUp::new));
  }

  /** Its presence also keeps Spring Boot from making another. */
  @Bean
  Flyway flyway(Schema schema) {
    return schema.flyway();
  }

  /** Whoever reads or writes tables comes by this bean, and so after the migration. */
  @Bean
  JdbcTemplate jdbcTemplate(DataSource database, Flyway migrated) {
    return new JdbcTemplate(database);
  }

  @Bean
  JdbcClient jdbcClient(JdbcTemplate jdbc) {
    return JdbcClient.create(jdbc);
  }

  @Bean
  PlatformTransactionManager transactionManager(DataSource database) {
    return new JdbcTransactionManager(database);
  }

  @Bean
  TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
    return new TransactionTemplate(transactions);
  }

  @Bean
  Outbox outbox(JdbcTemplate jdbc, ObjectProvider<Traces> traces) {
    return new Outbox(jdbc, json, clock, traces.getIfAvailable(Traces::none));
  }

  @Bean
  EventTable eventTable(JdbcTemplate jdbc, Outbox outbox) {
    return new EventTable(jdbc, outbox, json, clock);
  }

  @Bean
  VideoStore videoStore(
      JdbcClient jdbc, TransactionTemplate transaction, Outbox outbox, EventTable events) {
    return new PostgresVideoStore(jdbc, transaction, outbox, events, json, clock);
  }

  @Bean
  AnalysisStore analysisStore(JdbcClient jdbc, TransactionTemplate transaction, Outbox outbox) {
    return new PostgresAnalysisStore(jdbc, transaction, outbox, json);
  }

  @Bean
  EventStore eventStore(JdbcClient jdbc) {
    return new PostgresEventStore(jdbc, json);
  }

  @Bean
  EventChanges eventChanges(JdbcClient jdbc) {
    return new PostgresEventChanges(jdbc, json);
  }
}

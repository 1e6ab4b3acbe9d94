package io.cuepoint.index.search;

import io.cuepoint.index.embed.AllMiniLmEmbedder;
import io.cuepoint.index.embed.EmbeddingProperties;
import io.cuepoint.index.embed.EmbeddingSpace;
import io.cuepoint.index.embed.OnnxSentenceEmbedder;
import io.cuepoint.index.embed.TextEmbedder;
import io.cuepoint.index.store.DatabaseProperties;
import io.cuepoint.index.store.Schema;
import io.cuepoint.queue.ContractJson;
import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Search over events, by pgvector or without. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EmbeddingProperties.class, SearchProperties.class})
public class SearchConfiguration {
  @Bean
  TextEmbedder textEmbedder(EmbeddingProperties properties) {
    Path path = properties.path();
    return path == null ? new AllMiniLmEmbedder() : new OnnxSentenceEmbedder(path);
  }

  @Bean
  EmbeddingSpace embeddingSpace(TextEmbedder embedder, JdbcClient jdbc) {
    return EmbeddingSpace.of(embedder, jdbc);
  }

  @Bean
  VectorSearch vectorSearch(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      EmbeddingSpace space,
      Schema schema,
      DatabaseProperties database,
      SearchProperties search) {
    String lacking = VectorSchema.of(schema, jdbc, transaction).prepare(database.pgvector(), space);
    schema.grant();
    return lacking == null
        ? new PgVectorSearch(JdbcClient.create(jdbc), space, search.exactUpTo())
        : new ExactVectorSearch(jdbc, space, lacking);
  }

  @Bean
  EventSearch eventSearch(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      TextEmbedder embedder,
      VectorSearch vectors,
      SearchProperties properties) {
    return new PostgresEventSearch(
        jdbc, transactions, embedder, vectors, properties, ContractJson.mapper());
  }
}

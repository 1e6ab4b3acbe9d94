package io.cuepoint.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cuepoint.index.TestDatabase;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.WordsConfiguration;
import io.cuepoint.index.WordsEmbedder;
import io.cuepoint.index.consume.IndexFixture;
import io.cuepoint.index.embed.EmbeddingProperties;
import io.cuepoint.index.embed.EmbeddingSpace;
import io.cuepoint.index.embed.EmbeddingWorker;
import io.cuepoint.index.store.DatabaseProperties.Pgvector;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class VectorSchemaTest {
  private static IndexFixture index;
  private static JdbcTemplate jdbc;
  private static TransactionTemplate transaction;

  @BeforeAll
  static void start() {
    assumeTrue(TestDatabase.server().pgvector(), () -> TestDatabase.server().pgvectorLacking());
    index =
        new IndexFixture(Map.of("cuepoint.database.pgvector", "unused"), WordsConfiguration.class);
    jdbc = index.store.get(JdbcTemplate.class);
    transaction = index.store.get(TransactionTemplate.class);
  }

  @AfterAll
  static void stop() {
    if (index != null) {
      index.close();
    }
  }

  @Test
  void aDatabaseThatGainsPgvectorGetsItsVectorsAtTheNextStart() {
    UUID video = index.register("v");
    index.apply(video, TestReports.cut(video, 1), TestReports.cut(video, 2));
    index.embed();
    EmbeddingSpace space = index.store.get(EmbeddingSpace.class);
    VectorSchema schema = new VectorSchema(jdbc, transaction, true);

    assertThat(schema.prepare(Pgvector.REQUIRED, space)).isNull();
    assertThat(schema.prepare(Pgvector.REQUIRED, space)).as("once more").isNull();

    assertThat(count("event_vector")).isEqualTo(count("event_embedding")).isPositive();
    jdbc.update("delete from event where video_id = ?", video);
    assertThat(schema.prepare(Pgvector.OPTIONAL, space)).isNull();
    assertThat(count("event_vector")).isEqualTo(count("event_embedding"));
  }

  @Test
  void anotherModelEmbedsAllAgain() {
    UUID video = index.register("v");
    index.apply(video, TestReports.cut(video, 1), TestReports.cut(video, 2));
    index.embed();
    WordsEmbedder other = new WordsEmbedder("other", 32);
    EmbeddingSpace space = EmbeddingSpace.of(other, JdbcClient.create(jdbc));
    VectorSchema schema = new VectorSchema(jdbc, transaction, true);
    schema.prepare(Pgvector.REQUIRED, space);
    EmbeddingWorker worker =
        new EmbeddingWorker(
            other, jdbc, transaction, space, true, id -> {}, new EmbeddingProperties(null, 2));
    worker.start();
    try {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  jdbc.queryForObject(
                          "select count(*) from event_vector where model <> ?",
                          Long.class,
                          space.model())
                      == 0);
    } finally {
      worker.stop();
      jdbc.update("update event set embedded = null");
      index.embed();
    }
  }

  @Test
  void aModelIsKnownByTheLengthOfItsVectors() {
    JdbcClient client = JdbcClient.create(jdbc);
    EmbeddingSpace space = EmbeddingSpace.of(new WordsEmbedder("length", 8), client);
    assertThat(EmbeddingSpace.of(new WordsEmbedder("length", 8), client)).isEqualTo(space);
    assertThatThrownBy(() -> EmbeddingSpace.of(new WordsEmbedder("length", 9), client))
        .hasMessageContaining("length: 9 numbers a vector (expected: 8");
  }

  private static long count(String table) {
    return jdbc.queryForObject("select count(*) from " + table, Long.class);
  }
}

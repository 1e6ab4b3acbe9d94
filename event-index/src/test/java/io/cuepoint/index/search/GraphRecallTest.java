package io.cuepoint.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cuepoint.index.TestDatabase;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.WordsConfiguration;
import io.cuepoint.index.WordsEmbedder;
import io.cuepoint.index.consume.IndexFixture;
import io.cuepoint.index.embed.EmbeddingSpace;
import io.cuepoint.index.search.VectorSearch.Nearest;
import io.cuepoint.index.store.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class GraphRecallTest {
  private static final int VIDEOS = 40;
  private static final int EVENTS = 50;

  private static IndexFixture index;
  private static JdbcTemplate jdbc;
  private static TransactionTemplate transaction;

  @BeforeAll
  static void start() {
    assumeTrue(TestDatabase.server().pgvector(), () -> TestDatabase.server().pgvectorLacking());
    index = new IndexFixture(Map.of(), WordsConfiguration.class);
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
  void aFilterDoesNotCostRecall() {
    Random random = new Random(7);
    List<UUID> videos = videos(random);
    EmbeddingSpace space = index.store.get(EmbeddingSpace.class);
    PgVectorSearch graph = new PgVectorSearch(JdbcClient.create(jdbc), space, 0);
    ExactVectorSearch exact = new ExactVectorSearch(jdbc, space, "test");
    double recall = 0;
    int questions = 10;
    for (int i = 0; i < questions; i++) {
      float[] question = new WordsEmbedder().embed(List.of(sentence(random))).get(0);
      Conditions where =
          new Conditions()
              .and("e.video_id = :videoId", "videoId", videos.get(random.nextInt(VIDEOS)));
      Map<UUID, Double> expected = nearest(exact, where, question);
      Map<UUID, Double> found = nearest(graph, where, question);
      assertThat(found).hasSameSizeAs(expected);
      double worst = expected.values().stream().mapToDouble(d -> d).min().orElseThrow();
      recall +=
          (double) found.values().stream().filter(d -> d >= worst - 1e-5).count() / found.size();
    }
    assertThat(recall / questions).isGreaterThanOrEqualTo(0.95);
  }

  private static List<UUID> videos(Random random) {
    List<UUID> videos = new ArrayList<>();
    for (int i = 0; i < VIDEOS; i++) {
      UUID video = index.register("many " + i);
      videos.add(video);
      index.apply(
          video,
          random
              .ints(0, 5_900_000)
              .distinct()
              .limit(EVENTS)
              .mapToObj(n -> TestReports.seen(video, 0, n / 1e5, n / 1e5 + 1, sentence(random)))
              .toArray());
    }
    index.embed();
    jdbc.execute("analyze");
    return videos;
  }

  private static Map<UUID, Double> nearest(
      VectorSearch vectors, Conditions where, float[] question) {
    return transaction.execute(
        status -> {
          // so few rows would be sorted; this is about the graph
          jdbc.execute("set local enable_sort = off");
          jdbc.execute("set local enable_seqscan = off");
          Nearest nearest = vectors.nearest(where, question, 20);
          if (vectors.pgvector()) {
            assertThat(plan(nearest, where)).contains("event_vector_hnsw");
          }
          return index
              .store
              .get(JdbcClient.class)
              .sql(nearest.sql())
              .params(where.params())
              .params(nearest.params())
              .query((row, n) -> Map.entry(row.getObject(1, UUID.class), row.getDouble(2)))
              .list()
              .stream()
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        });
  }

  private static String sentence(Random random) {
    return random
        .ints(6, 0, 200)
        .mapToObj(n -> String.format(Locale.ROOT, "w%d", n))
        .collect(Collectors.joining(" "));
  }

  private static String plan(Nearest nearest, Conditions where) {
    return String.join(
        "\n",
        index
            .store
            .get(JdbcClient.class)
            .sql("explain " + nearest.sql())
            .params(where.params())
            .params(nearest.params())
            .query(String.class)
            .list());
  }
}

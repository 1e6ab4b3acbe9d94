package io.cuepoint.index.consume;

import io.cuepoint.contract.AnalysisSampled;
import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.VideoFailed;
import io.cuepoint.contract.VideoProbed;
import io.cuepoint.contract.VideoSampled;
import io.cuepoint.index.embed.EmbeddingProperties;
import io.cuepoint.index.embed.EmbeddingSpace;
import io.cuepoint.index.embed.EmbeddingWorker;
import io.cuepoint.index.embed.TextEmbedder;
import io.cuepoint.index.merge.EmbeddedMeaning;
import io.cuepoint.index.merge.MergeProperties;
import io.cuepoint.index.outbox.OutboxConfiguration;
import io.cuepoint.index.search.VectorSearch;
import io.cuepoint.index.store.EventTable;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.ContractJson;
import io.cuepoint.queue.KafkaConnection;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What keeps the index up to date: the consumer of all messages, and the outbox's relay. */
@Configuration(proxyBeanMethods = false)
@Import(OutboxConfiguration.class)
@EnableConfigurationProperties({ConsumerProperties.class, MergeProperties.class})
public class ConsumeConfiguration {
  static final List<Topic<?>> TOPICS =
      List.of(
          VideoProbed.TOPIC,
          VideoSampled.TOPIC,
          VideoFailed.TOPIC,
          ClipSampled.TOPIC,
          ClipSampled.LATER,
          ClipSampled.REST,
          ClipSampled.ASKED,
          AnalysisSampled.TOPIC,
          ClipAnalyzed.TOPIC,
          EventLocalized.TOPIC);

  @Bean
  EmbeddingWorker embeddingWorker(
      TextEmbedder embedder,
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      EmbeddingSpace space,
      VectorSearch vectors,
      EmbeddingProperties properties) {
    VideoProgress progress = new VideoProgress(JdbcClient.create(jdbc));
    return new EmbeddingWorker(
        embedder, jdbc, transaction, space, vectors.pgvector(), progress::refresh, properties);
  }

  @Bean
  VideoIndexer videoIndexer(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      EventTable events,
      TextEmbedder embedder,
      MergeProperties merging) {
    return new VideoIndexer(
        jdbc, transaction, events, new EmbeddedMeaning(embedder, merging), ContractJson.mapper());
  }

  @Bean
  ClipTimes clipTimes(JdbcTemplate jdbc, ObjectProvider<MeterRegistry> registries) {
    return new ClipTimes(
        JdbcClient.create(jdbc),
        Clock.systemUTC(),
        registries.getIfAvailable(SimpleMeterRegistry::new));
  }

  @Bean
  MessageConsumer messageConsumer(
      VideoIndexer indexer,
      ClipTimes times,
      ObjectStore objects,
      EmbeddingWorker embedding,
      ConsumerProperties properties,
      KafkaConnection kafka,
      MessagePublisher afterTheTopics,
      Traces traces,
      ObjectProvider<MeterRegistry> registries) {
    Map<String, Object> connection = kafka.settings();
    JsonMapper json = ContractJson.mapper();
    BatchHandler handler =
        new BatchHandler(
            TOPICS, indexer, times, objects, new KafkaDeadLetters(connection), traces, json);
    return new MessageConsumer(
        connection,
        TOPICS.stream().map(Topic::name).toList(),
        handler,
        properties,
        embedding::wake,
        registries.getIfAvailable(SimpleMeterRegistry::new));
  }
}

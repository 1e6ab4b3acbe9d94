package io.cuepoint.index.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.contract.EventIndexed;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.index.TestBroker;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.TestStore;
import io.cuepoint.index.TestVideos;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.object.ObjectConfiguration;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.QueueConfiguration;
import io.cuepoint.queue.TestTraces;
import io.cuepoint.queue.TraceParent;
import io.cuepoint.queue.WorkHandler;
import io.cuepoint.queue.WorkQueue;
import io.micrometer.tracing.Tracer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One trace through the outbox, its relay, a queue and the index, on a real broker. */
class IndexTraceTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final List<Topic<?>> PATH =
      List.of(VideoRegistered.TOPIC, EventLocalized.TOPIC, EventIndexed.TOPIC);

  @Configuration(proxyBeanMethods = false)
  static class Recording {
    @Bean
    TestTraces testTraces() {
      return TestTraces.recording();
    }

    @Bean
    Tracer tracer(TestTraces test) {
      return test.tracer();
    }
  }

  @Test
  void followsAVideoFromItsRegistrationToItsEvent(@TempDir Path home) throws Exception {
    Map<String, Object> properties =
        Map.of(
            "cuepoint.kafka.bootstrap-servers",
            TestBroker.bootstrapServers(),
            "cuepoint.home",
            home.toString());
    try (TestStore store =
            new TestStore(
                properties,
                Recording.class,
                QueueConfiguration.class,
                ObjectConfiguration.class,
                ConsumeConfiguration.class);
        WorkQueue.Subscription ingest = ingest(store)) {
      assertThat(ingest).isNotNull();
      AtomicReference<UUID> video = new AtomicReference<>();
      TraceParent upload =
          store
              .get(TestTraces.class)
              .trace(
                  () ->
                      video.set(
                          store
                              .get(VideoStore.class)
                              .register(TestVideos.named("v"))
                              .video()
                              .id()));

      Map<String, TraceParent> sent = messages(video.get().toString());
      assertThat(sent.get(VideoRegistered.TOPIC.name())).isEqualTo(upload);
      assertThat(sent.values()).extracting(TraceParent::traceId).containsOnly(upload.traceId());
      assertThat(sent.values()).extracting(TraceParent::spanId).doesNotHaveDuplicates();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(store.get(TestTraces.class).handled())
                      .anySatisfy(
                          span -> {
                            assertThat(span.getName()).isEqualTo("process index");
                            assertThat(span.getParentSpanId())
                                .isEqualTo(sent.get(EventLocalized.TOPIC.name()).spanId());
                          }));
    }
  }

  /** Stands for what makes reports of videos. */
  private static WorkQueue.Subscription ingest(TestStore store) {
    MessagePublisher publisher = store.get(MessagePublisher.class);
    return store
        .get(WorkQueue.class)
        .consume(
            VideoRegistered.TOPIC,
            "trace-test",
            1,
            new WorkHandler<>() {
              @Override
              public void handle(VideoRegistered video) throws Exception {
                publisher.publish(EventLocalized.TOPIC, TestReports.cut(video.videoId(), 5)).get();
              }

              @Override
              public void abandoned(VideoRegistered video, String cause) {
                throw new IllegalStateException(cause);
              }
            });
  }

  /** The trace of the video's message on each topic of the path. */
  private static Map<String, TraceParent> messages(String video) {
    Map<String, TraceParent> found = new HashMap<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                TestBroker.bootstrapServers(),
                "group.id",
                "trace-of-" + video,
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(PATH.stream().map(Topic::name).toList());
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(100))
                    .forEach(
                        message -> {
                          if (message.key().equals(video)) {
                            found.put(
                                message.topic(), TraceParent.of(message.headers()).orElseThrow());
                          }
                        });
                return found.size() == PATH.size();
              });
    }
    return found;
  }
}

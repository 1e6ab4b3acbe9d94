package io.cuepoint.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.contract.Topic;
import io.cuepoint.index.TestBroker;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Traces across both kinds of queues, on a real broker. */
class QueueTracesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaConnection connection = TestQueues.connection(TestBroker.bootstrapServers());
  private final Topic<Job> topic = Job.topic();

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void everyDeliveryGoesOnFromTheSpanThatPublishedTheItem(QueueMode mode) throws Exception {
    createTopic(mode);
    try (TestTraces test = TestTraces.recording();
        KafkaMessagePublisher publisher = new KafkaMessagePublisher(connection, test.traces())) {
      TraceParent good = test.trace(() -> publisher.publish(topic, new Job("good")).join());
      TraceParent poison = test.trace(() -> publisher.publish(topic, new Job("poison")).join());
      List<String> seen = new ArrayList<>();
      RecordingHandler handler =
          new RecordingHandler(
              job -> {
                synchronized (seen) {
                  seen.add(job.name() + " " + test.traces().current().orElseThrow().traceId());
                }
                if (job.name().equals("poison")) {
                  throw new IllegalStateException("it tastes of almonds");
                }
              });
      WorkQueue queue =
          TestQueues.of(
              mode, connection, TestQueues.usual(), new DeadLetters(publisher), test.traces());
      ConsumerRecord<String, String> letter;
      try (WorkQueue.Subscription subscription =
          queue.consume(topic, TestQueues.GROUP + topic.name(), 1, handler)) {
        assertThat(subscription).isNotNull();
        await().atMost(PATIENCE).until(() -> handler.done.contains("good"));
        letter = TestQueues.deadLetters(connection, topic, 1).get(0);
      }

      assertThat(seen)
          .containsExactlyInAnyOrder(
              "good " + good.traceId(),
              "poison " + poison.traceId(),
              "poison " + poison.traceId(),
              "poison " + poison.traceId());
      assertThat(TraceParent.of(letter.headers())).contains(poison);
      assertThat(spans(test, good))
          .singleElement()
          .satisfies(span -> assertEnded(span, good, true));
      // three tries, and telling the handler that there is no fourth
      assertThat(spans(test, poison)).hasSize(4);
      assertThat(spans(test, poison).subList(0, 3))
          .allSatisfy(span -> assertEnded(span, poison, false));
      assertThat(spans(test, poison)).extracting(SpanData::getSpanId).doesNotHaveDuplicates();
    }
  }

  private List<SpanData> spans(TestTraces test, TraceParent sender) {
    return test.handled().stream()
        .filter(span -> span.getTraceId().equals(sender.traceId()))
        .toList();
  }

  private void assertEnded(SpanData span, TraceParent sender, boolean well) {
    assertThat(span.getName()).isEqualTo("process " + topic.name());
    assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(span.getParentSpanId()).isEqualTo(sender.spanId());
    assertThat(span.getStatus().getStatusCode())
        .isEqualTo(well ? StatusCode.UNSET : StatusCode.ERROR);
  }

  private void createTopic(QueueMode mode) throws Exception {
    KafkaTopics topics = new KafkaTopics(connection);
    try (Admin admin = connection.admin()) {
      KafkaTopics.create(
          admin,
          List.of(
              topics.kept(topic.name(), topics.workPartitions(mode)), topics.deadLetters(topic)));
    }
  }
}

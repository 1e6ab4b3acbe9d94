package io.cuepoint.queue;

import io.cuepoint.contract.Topic;
import io.cuepoint.embedded.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Queues on a real broker, with a topic of its own for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueuesOnBroker {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<WorkQueue.Subscription> subscriptions = new ArrayList<>();
  EmbeddedBroker broker;
  KafkaMessagePublisher publisher;
  private Topic<Job> topic;
  KafkaConnection connection;
  DeadLetters deadLetters;

  final Topic<Job> topic() {
    return topic;
  }

  abstract QueueMode mode();

  @BeforeAll
  void startBroker(@TempDir Path home) {
    broker = EmbeddedBroker.start(home);
    connection = TestQueues.connection(broker.bootstrapServers());
    publisher = new KafkaMessagePublisher(connection, Traces.none());
    deadLetters = new DeadLetters(publisher);
  }

  @AfterAll
  void stopBroker() {
    publisher.close();
    broker.close();
  }

  @BeforeEach
  void createTopic() throws Exception {
    topic = Job.topic();
    KafkaTopics topics = new KafkaTopics(connection);
    try (Admin admin = connection.admin()) {
      KafkaTopics.create(
          admin,
          List.of(
              topics.kept(topic.name(), topics.workPartitions(mode())), topics.deadLetters(topic)));
    }
  }

  @AfterEach
  void closeSubscriptions() {
    subscriptions.forEach(WorkQueue.Subscription::close);
    subscriptions.clear();
  }

  final WorkQueue.Subscription consume(int concurrency, WorkHandler<Job> handler) {
    return consume(concurrency, handler, TestQueues.usual());
  }

  final WorkQueue.Subscription consume(
      int concurrency, WorkHandler<Job> handler, WorkProperties properties) {
    Lane<Job> lane = new Lane<>(topic, TestQueues.GROUP + topic.name(), false);
    return consume(List.of(lane), concurrency, handler, properties);
  }

  final WorkQueue.Subscription consume(
      List<Lane<Job>> lanes, int concurrency, WorkHandler<Job> handler, WorkProperties properties) {
    WorkQueue queue = TestQueues.of(mode(), connection, properties, deadLetters);
    WorkQueue.Subscription subscription = queue.consume(lanes, concurrency, handler);
    subscriptions.add(subscription);
    return subscription;
  }

  final void publish(String... names) {
    for (String name : names) {
      publisher.publish(topic, new Job(name)).join();
    }
  }

  final List<ConsumerRecord<String, String>> deadLetters(int expected) {
    return TestQueues.deadLetters(connection, topic, expected);
  }

  static String header(ConsumerRecord<String, String> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}

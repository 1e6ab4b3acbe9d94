package io.cuepoint.queue;

import io.cuepoint.contract.Topic;
import io.cuepoint.embedded.ChildProcess;
import io.cuepoint.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Takes items of a queue and never ends with one. Arguments: mode, broker (an address, or the
 * folder of one to run inside), topic or several with commas between, group; of several topics the
 * group is that with the topic behind it. Last the lock's length.
 */
final class HoldingProcess {
  private HoldingProcess() {}

  static ChildProcess start(
      QueueMode mode, String broker, String topics, String group, Duration lock)
      throws IOException {
    return ChildProcess.start(
        HoldingProcess.class, mode.name(), broker, topics, group, lock.toString());
  }

  public static void main(String[] arguments) throws Exception {
    boolean outside = arguments[1].contains(":");
    KafkaConnection connection =
        TestQueues.connection(
            outside
                ? arguments[1]
                : EmbeddedBroker.start(Path.of(arguments[1])).bootstrapServers());
    KafkaMessagePublisher publisher = new KafkaMessagePublisher(connection, Traces.none());
    WorkQueue queue =
        TestQueues.of(
            QueueMode.valueOf(arguments[0]),
            connection,
            TestQueues.withLock(Duration.parse(arguments[4])),
            new DeadLetters(publisher));
    List<Topic<Job>> topics =
        Stream.of(arguments[2].split(","))
            .map(name -> new Topic<>(name, Job.class, Job::name))
            .toList();
    if (!outside) {
      publishOnce(connection, publisher, topics.get(0));
    }
    queue.consume(
        topics.stream().map(topic -> lane(topic, topics.size(), arguments[3])).toList(),
        1,
        new WorkHandler<>() {
          @Override
          public void handle(Job item) throws Exception {
            System.out.println("HOLDING " + item.name());
            new CountDownLatch(1).await();
          }

          @Override
          public void abandoned(Job item, String cause) {
            System.out.println("ABANDONED " + item.name());
          }
        });
    new CountDownLatch(1).await();
  }

  private static Lane<Job> lane(Topic<Job> topic, int topics, String group) {
    return new Lane<>(topic, topics == 1 ? group : group + topic.name(), false);
  }

  private static void publishOnce(
      KafkaConnection connection, KafkaMessagePublisher publisher, Topic<Job> topic)
      throws Exception {
    try (Admin admin = connection.admin()) {
      if (!admin.listTopics().names().get().contains(topic.name())) {
        KafkaTopics topics = new KafkaTopics(connection);
        KafkaTopics.create(admin, List.of(topics.kept(topic.name(), 1), topics.deadLetters(topic)));
        publisher.publish(topic, new Job("job")).join();
      }
    }
  }
}

package io.cuepoint.queue;

import io.cuepoint.contract.Topic;
import java.util.concurrent.CountDownLatch;

/** Takes items of a queue and never ends with one. Arguments: mode, broker, topic, group. */
final class HoldingProcess {
  private HoldingProcess() {}

  public static void main(String[] arguments) throws Exception {
    KafkaConnection connection = TestQueues.connection(arguments[1]);
    KafkaMessagePublisher publisher = new KafkaMessagePublisher(connection);
    WorkQueue queue =
        TestQueues.of(
            QueueMode.valueOf(arguments[0]),
            connection,
            TestQueues.quick(),
            new DeadLetters(publisher));
    Topic<Job> topic = new Topic<>(arguments[2], Job.class, Job::name);
    queue.consume(
        topic,
        arguments[3],
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
}

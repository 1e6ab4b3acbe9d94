package io.cuepoint.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.embedded.ChildProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What every adapter of the work queue keeps. */
abstract class WorkQueueContract extends QueuesOnBroker {
  @Test
  void doesEveryItem() {
    String[] names = IntStream.range(0, 60).mapToObj(i -> "job" + i).toArray(String[]::new);
    publish(names);
    RecordingHandler handler = new RecordingHandler(job -> {});
    consume(2, handler);
    consume(1, handler);
    await().atMost(PATIENCE).until(() -> handler.done.containsAll(List.of(names)));
    assertThat(handler.abandoned).isEmpty();
  }

  @Test
  void givesAnItemAgainWhenTheProcessThatHeldItWasKilled() throws Exception {
    publish("job");
    Duration lock = Duration.ofSeconds(2);
    try (ChildProcess holder =
        HoldingProcess.start(
            mode(),
            broker.bootstrapServers(),
            topic().name(),
            TestQueues.GROUP + topic().name(),
            lock)) {
      assertThat(holder.await("HOLDING ")).isEqualTo("job");
      RecordingHandler handler = new RecordingHandler(job -> {});
      consume(1, handler, TestQueues.withLock(lock));
      holder.kill();
      await().atMost(PATIENCE).until(() -> handler.done.contains("job"));
    }
  }

  @Test
  void keepsAnItemForWorkThatTakesLongerThanTheLock() throws Exception {
    publish("long");
    Duration lock = Duration.ofSeconds(6);
    RecordingHandler handler =
        new RecordingHandler(job -> Thread.sleep(lock.multipliedBy(2).toMillis()));
    consume(1, handler, TestQueues.withLock(lock));
    await().atMost(PATIENCE).until(() -> handler.begun.contains("long"));
    consume(1, handler, TestQueues.withLock(lock));
    await().atMost(PATIENCE).until(() -> handler.done.contains("long"));
    // were it acknowledged in vain, it would come again after the lock's time
    publish("after");
    await().atMost(PATIENCE).until(() -> handler.begun.contains("after"));
    assertThat(handler.begun).containsOnlyOnce("long");
  }

  @Test
  void givesAFailedItemAgain() {
    publish("flaky");
    AtomicInteger tries = new AtomicInteger();
    RecordingHandler handler =
        new RecordingHandler(
            job -> {
              if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
              }
            });
    consume(1, handler);
    await().atMost(PATIENCE).until(() -> handler.done.contains("flaky"));
    assertThat(handler.begun).hasSize(3);
    assertThat(handler.abandoned).isEmpty();
  }

  @Test
  void putsAnItemThatKeepsFailingAmongTheDeadLettersWithItsCause() {
    publish("poison", "good");
    RecordingHandler handler =
        new RecordingHandler(
            job -> {
              if (job.name().equals("poison")) {
                throw new IllegalStateException("it tastes of almonds");
              }
            });
    consume(1, handler);
    ConsumerRecord<String, String> letter = deadLetters(1).get(0);
    assertThat(letter.value()).isEqualTo("{\"name\":\"poison\"}");
    assertThat(letter.key()).isEqualTo("poison");
    assertThat(header(letter, "cause")).contains("it tastes of almonds");
    assertThat(header(letter, "original-topic")).isEqualTo(topic().name());
    assertThat(header(letter, "deliveries")).isEqualTo("3");
    assertThat(letter.headers().lastHeader(TraceParent.HEADER)).as("without a tracer").isNull();
    assertThat(handler.abandoned.get("poison")).contains("it tastes of almonds");
    await().atMost(PATIENCE).until(() -> handler.done.contains("good"));
    assertThat(handler.begun.stream().filter("poison"::equals)).hasSize(3);
  }

  @Test
  void givesUpAtOnceWhatNoTryCanHelp() {
    publish("hopeless");
    RecordingHandler handler =
        new RecordingHandler(
            job -> {
              throw new PermanentFailure("no such object");
            });
    consume(1, handler);
    assertThat(header(deadLetters(1).get(0), "cause")).isEqualTo("no such object");
    assertThat(handler.begun).containsExactly("hopeless");
    assertThat(handler.abandoned).containsEntry("hopeless", "no such object");
  }

  @Test
  void putsWhatCannotBeReadAmongTheDeadLetters() {
    for (String unreadable : new String[] {"not json", "null", "[1]", ""}) {
      publisher
          .send(new ProducerRecord<>(topic().name(), unreadable.getBytes(StandardCharsets.UTF_8)))
          .join();
    }
    publisher.send(new ProducerRecord<>(topic().name(), null)).join();
    publish("good");
    RecordingHandler handler = new RecordingHandler(job -> {});
    consume(2, handler);
    assertThat(deadLetters(5))
        .allSatisfy(letter -> assertThat(header(letter, "cause")).startsWith("not a Job"));
    await().atMost(PATIENCE).until(() -> handler.done.contains("good"));
    assertThat(handler.begun).containsExactly("good");
  }

  @Test
  void doesNotLetASlowItemHoldUpOthers() {
    publish("slow");
    CountDownLatch release = new CountDownLatch(1);
    Map<String, Boolean> done = new ConcurrentHashMap<>();
    RecordingHandler handler =
        new RecordingHandler(
            job -> {
              if (job.name().equals("slow")) {
                release.await();
              }
              done.put(job.name(), true);
            });
    consume(2, handler);
    await().atMost(PATIENCE).until(() -> handler.begun.contains("slow"));
    String[] others = IntStream.range(0, 40).mapToObj(i -> "quick" + i).toArray(String[]::new);
    publish(others);
    await().atMost(PATIENCE).until(() -> done.keySet().containsAll(List.of(others)));
    assertThat(done).doesNotContainKey("slow");
    release.countDown();
    await().atMost(PATIENCE).until(() -> done.containsKey("slow"));
  }

  @Test
  void handsBackAtOnceWhatAClosingSubscriptionHolds() {
    publish("job");
    RecordingHandler blocked = new RecordingHandler(job -> new CountDownLatch(1).await());
    // so long that only handing back, not the lock's end, explains that the other gets it
    WorkProperties longLock = TestQueues.withLock(Duration.ofMinutes(5));
    WorkQueue.Subscription first = consume(1, blocked, longLock);
    await().atMost(PATIENCE).until(() -> blocked.begun.contains("job"));
    RecordingHandler second = new RecordingHandler(job -> {});
    first.close();
    assertThat(blocked.interrupted).containsExactly("job");
    consume(1, second, longLock);
    await().atMost(PATIENCE).until(() -> second.done.contains("job"));
  }

  @Test
  void doesNotLoseAnItemWhoseHandlerCannotBeToldThatItIsGivenUp() {
    publish("hopeless");
    AtomicInteger told = new AtomicInteger();
    consume(
        1,
        new WorkHandler<>() {
          @Override
          public void handle(Job item) throws PermanentFailure {
            throw new PermanentFailure("no such object");
          }

          @Override
          public void abandoned(Job item, String cause) {
            if (told.incrementAndGet() < 3) {
              throw new IllegalStateException("the database is away");
            }
          }
        });
    assertThat(header(deadLetters(1).get(0), "cause")).isEqualTo("no such object");
    assertThat(told).hasValue(3);
  }
}

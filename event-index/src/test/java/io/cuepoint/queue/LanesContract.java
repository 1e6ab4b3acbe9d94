package io.cuepoint.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.contract.Topic;
import io.cuepoint.embedded.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every adapter of the work queue keeps when it reads several topics as one queue. */
abstract class LanesContract extends QueuesOnBroker {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** On a machine that stands still for seconds a lock must hold, or an item comes twice. */
  static final Duration LONG = Duration.ofMinutes(5);

  /** So that what a dead worker held comes again soon. */
  private static final Duration SHORT = Duration.ofSeconds(15);

  private final List<Lane<Job>> lanes = new ArrayList<>();
  private int sent;

  @BeforeEach
  void createLanes() throws Exception {
    lanes.clear();
    sent = 0;
    KafkaTopics topics = new KafkaTopics(connection);
    List<NewTopic> wanted = new ArrayList<>();
    for (String name : List.of("asked", "first", "later", "rest")) {
      Topic<Job> topic = new Topic<>(name + "." + Job.topic().name(), Job.class, Job::name);
      lanes.add(new Lane<>(topic, TestQueues.GROUP + topic.name(), name.equals("asked")));
      wanted.add(topics.kept(topic.name(), topics.workPartitions(mode())));
      wanted.add(topics.deadLetters(topic));
    }
    try (Admin admin = connection.admin()) {
      KafkaTopics.create(admin, wanted);
    }
  }

  @Test
  void doesAShortVideoBeforeTheLaterPartsOfALongOneThatCameFirst() {
    List<String> done =
        doneAfterAPause(
            () -> {
              publish(1, "long", 8);
              publish(2, "long-later", 40);
              publish(3, "long-rest", 40);
              publish(1, "short", 6);
            });
    assertThat(done).hasSize(94).doesNotHaveDuplicates();
    List<String> until = done.subList(0, last(done, "short-"));
    assertThat(until).containsAll(names("long", 8));
    // besides those 14 items each later lane had one of every four turns
    assertThat(until).filteredOn(isOf("long-later")).hasSizeBetween(3, 8);
    assertThat(until).filteredOn(isOf("long-rest")).hasSizeBetween(3, 8);
  }

  @Test
  void givesALaterLaneOneOfFourTurnsWhileSomethingWaitsThere() {
    List<String> done =
        doneAfterAPause(
            () -> {
              publish(1, "first", 40);
              publish(3, "rest", 10);
            });
    int lastRest = last(done, "rest-");
    for (int i = 0; i + 4 <= lastRest; i++) {
      assertThat(done.subList(i, i + 4)).as("turns from %s", i).anyMatch(isOf("rest"));
    }
    assertThat(done.subList(0, lastRest)).filteredOn(isOf("first")).hasSizeGreaterThan(20);
  }

  @Test
  void doesWhatIsUrgentBeforeAllElse() {
    List<String> done =
        doneAfterAPause(
            () -> {
              publish(1, "first", 10);
              publish(2, "later", 10);
              publish(0, "asked", 5);
            });
    assertThat(done.subList(0, 5)).allMatch(isOf("asked"));
  }

  /** What a worker that was busy while {@code publishing} did after that, in its order. */
  private List<String> doneAfterAPause(Runnable publishing) {
    CountDownLatch published = new CountDownLatch(1);
    RecordingHandler handler =
        new RecordingHandler(
            job -> {
              if (job.name().startsWith("pause")) {
                published.await();
              }
              Thread.sleep(20);
            });
    work(LONG, handler);
    for (int lane = 0; lane < lanes.size(); lane++) { // so that it is in all groups
      publish(lane, "begin" + lane, 1);
    }
    await().atMost(PATIENCE).until(() -> handler.done.size() == lanes.size());
    publish(1, "pause", 1);
    await().atMost(PATIENCE).until(() -> handler.begun.contains("pause-0"));
    publishing.run();
    // word of what waits comes five times a second
    await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    published.countDown();
    int before = lanes.size() + 1;
    await().atMost(PATIENCE).until(() -> handler.done.size() == sent);
    return handler.done.subList(before, handler.done.size());
  }

  @Test
  void takesWhatComesIntoAnyLaneSoon() {
    RecordingHandler handler = new RecordingHandler(job -> {});
    work(LONG, handler);
    for (int lane : new int[] {3, 0, 2, 1, 3, 1}) {
      int before = handler.done.size();
      publish(lane, "item" + before, 1);
      await().atMost(PATIENCE).until(() -> handler.done.size() > before);
    }
    assertThat(handler.done).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void losesNothingAndDoesNothingTwiceWhenAWorkerDies() throws Exception {
    publish(1, "long", 10);
    publish(2, "long-later", 20);
    publish(3, "long-rest", 10);
    String topics =
        lanes.stream().map(lane -> lane.topic().name()).collect(Collectors.joining(","));
    RecordingHandler handler = new RecordingHandler(job -> Thread.sleep(20));
    String held;
    try (ChildProcess holder =
        HoldingProcess.start(mode(), broker.bootstrapServers(), topics, TestQueues.GROUP, SHORT)) {
      held = holder.await("HOLDING ");
      work(1, SHORT, handler);
      work(2, SHORT, handler);
      await()
          .atMost(PATIENCE)
          .until(() -> handler.done.size() >= 5 || mode() != QueueMode.SHARE_GROUP);
      assertThat(handler.done).doesNotContain(held);
      holder.kill();
    }
    publish(1, "short", 5);
    List<String> all =
        Stream.of(
                names("long", 10),
                names("long-later", 20),
                names("long-rest", 10),
                names("short", 5))
            .flatMap(List::stream)
            .toList();
    await().atMost(PATIENCE).until(() -> handler.done.containsAll(all));
    assertThat(handler.done).contains(held).doesNotHaveDuplicates();
    assertThat(handler.abandoned).isEmpty();
  }

  @Test
  void putsAFailureAmongTheDeadLettersOfItsLane() {
    publish(2, "poison", 1);
    work(
        LONG,
        new RecordingHandler(
            job -> {
              throw new PermanentFailure("no such object");
            }));
    var letter = TestQueues.deadLetters(connection, lanes.get(2).topic(), 1).get(0);
    assertThat(header(letter, "original-topic")).isEqualTo(lanes.get(2).topic().name());
  }

  private static Predicate<String> isOf(String prefix) {
    return name -> name.startsWith(prefix);
  }

  final void work(Duration lock, WorkHandler<Job> handler) {
    work(1, lock, handler);
  }

  private void work(int concurrency, Duration lock, WorkHandler<Job> handler) {
    var unused = consume(lanes, concurrency, handler, TestQueues.withLock(lock));
  }

  final void publish(int lane, String prefix, int count) {
    for (String name : names(prefix, count)) {
      publisher.publish(lanes.get(lane).topic(), new Job(name)).join();
      sent++;
    }
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
  }

  private static int last(List<String> names, String prefix) {
    return IntStream.range(0, names.size())
        .filter(i -> names.get(i).startsWith(prefix))
        .max()
        .orElseThrow();
  }
}

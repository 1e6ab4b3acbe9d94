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
  private final List<Lane<Job>> lanes = new ArrayList<>();

  @BeforeEach
  void createLanes() throws Exception {
    lanes.clear();
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
    publish(1, "long", 8);
    publish(2, "long-later", 40);
    publish(3, "long-rest", 40);
    publish(1, "short", 6);
    RecordingHandler handler = new RecordingHandler(job -> {});
    work(1, handler);
    await().atMost(PATIENCE).until(() -> handler.done.size() == 94);
    assertThat(handler.done).doesNotHaveDuplicates();
    List<String> until = handler.done.subList(0, last(handler.done, "short-"));
    // those 14 items, and of each later lane one of every four turns
    assertThat(until).filteredOn(name -> name.startsWith("long-later")).hasSizeLessThanOrEqualTo(8);
    assertThat(until).filteredOn(name -> name.startsWith("long-rest")).hasSizeLessThanOrEqualTo(8);
    // what is in lane 1 waits for nothing else from there on
    assertThat(handler.done.subList(until.size() + 1, 94)).noneMatch(n -> n.startsWith("short"));
  }

  @Test
  void givesALaterLaneOneOfFourTurnsWhileSomethingWaitsThere() {
    publish(1, "first", 40);
    publish(3, "rest", 10);
    RecordingHandler handler = new RecordingHandler(job -> {});
    work(1, handler);
    await().atMost(PATIENCE).until(() -> handler.done.size() == 50);
    int lastRest = last(handler.done, "rest-");
    // a lane's first items may come a little later than those of others: groups begin by themselves
    int firstRest =
        IntStream.range(0, 50).filter(i -> handler.done.get(i).startsWith("rest")).min().orElse(50);
    assertThat(firstRest).isLessThan(12);
    for (int i = firstRest; i + 4 <= lastRest; i++) {
      assertThat(handler.done.subList(i, i + 4)).as("turns from %s", i).anyMatch(isOf("rest"));
    }
    assertThat(handler.done.subList(0, lastRest + 1))
        .filteredOn(isOf("first"))
        .hasSizeGreaterThan(20);
  }

  private static Predicate<String> isOf(String prefix) {
    return name -> name.startsWith(prefix);
  }

  @Test
  void doesWhatIsUrgentBeforeAllElse() throws Exception {
    CountDownLatch published = new CountDownLatch(1);
    publish(1, "first", 1);
    RecordingHandler handler = new RecordingHandler(job -> published.await());
    work(1, handler);
    await().atMost(PATIENCE).until(() -> handler.begun.size() == 1);
    publish(1, "more", 10);
    publish(2, "later", 10);
    publish(0, "asked", 5);
    // word of what waits comes five times a second
    await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    published.countDown();
    await().atMost(PATIENCE).until(() -> handler.done.size() == 26);
    assertThat(handler.done.subList(1, 6)).allMatch(isOf("asked"));
  }

  @Test
  void takesWhatComesIntoAnyLaneSoon() {
    RecordingHandler handler = new RecordingHandler(job -> {});
    work(1, handler);
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
        ChildProcess.start(
            HoldingProcess.class,
            mode().name(),
            broker.bootstrapServers(),
            topics,
            TestQueues.GROUP)) {
      held = holder.await("HOLDING ");
      work(1, handler);
      work(2, handler);
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
        1,
        new RecordingHandler(
            job -> {
              throw new PermanentFailure("no such object");
            }));
    var letter = TestQueues.deadLetters(connection, lanes.get(2).topic(), 1).get(0);
    assertThat(header(letter, "original-topic")).isEqualTo(lanes.get(2).topic().name());
  }

  final void work(int concurrency, WorkHandler<Job> handler) {
    var unused = consume(lanes, concurrency, handler, TestQueues.withLock(Duration.ofSeconds(8)));
  }

  final void work(WorkHandler<Job> handler, Duration lock) {
    var unused = consume(lanes, 1, handler, TestQueues.withLock(lock));
  }

  final void publish(int lane, String prefix, int count) {
    for (String name : names(prefix, count)) {
      publisher.publish(lanes.get(lane).topic(), new Job(name)).join();
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

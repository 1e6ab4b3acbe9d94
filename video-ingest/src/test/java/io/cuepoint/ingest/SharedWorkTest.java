package io.cuepoint.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.contract.VideoSampled;
import io.cuepoint.embedded.EmbeddedBroker;
import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.TestClip;
import io.cuepoint.object.FileObjectStore;
import io.cuepoint.object.ObjectUpload;
import io.cuepoint.queue.ContractJson;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.QueueConfiguration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Ingest services on one broker and one object store, each in a process of its own. */
class SharedWorkTest {
  private static final UUID LONG = new UUID(1, 1);
  private static final UUID OTHER = new UUID(1, 2);

  @TempDir Path folder;
  private EmbeddedBroker broker;
  private FileObjectStore objects;
  private ConfigurableApplicationContext queue;
  private MessagePublisher publisher;
  private KafkaConsumer<byte[], byte[]> consumer;
  private final List<IngestProcess> processes = new ArrayList<>();
  private final List<Object> sent = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    broker = EmbeddedBroker.start(folder.resolve("kafka"));
    objects = new FileObjectStore(folder.resolve("objects"), 0);
    queue =
        new SpringApplicationBuilder(QueueConfiguration.class)
            .web(WebApplicationType.NONE)
            .run("--cuepoint.kafka.bootstrap-servers=" + broker.bootstrapServers());
    publisher = queue.getBean(MessagePublisher.class);
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", "test",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(
        List.of(ClipSampled.TOPIC.name(), EventLocalized.TOPIC.name(), VideoSampled.TOPIC.name()));
  }

  @AfterEach
  void close() {
    processes.forEach(IngestProcess::close);
    consumer.close();
    queue.close();
    broker.close();
  }

  @Test
  void aShortVideoDoesNotWaitForALongOne() throws Exception {
    store(LONG, film(120));
    store(OTHER, film(5));
    start("one");
    register(LONG);
    until(() -> isBegun(LONG));
    processes.forEach(IngestProcess::hold);
    register(OTHER);
    until(() -> !of(VideoSampled.class, OTHER).isEmpty());
    assertThat(of(VideoSampled.class, LONG)).isEmpty();
    processes.forEach(IngestProcess::goOn);
    until(() -> !of(VideoSampled.class, LONG).isEmpty());
  }

  @Test
  void oneProcessGoesOnWithWhatAnotherWasKilledOver() throws Exception {
    Path film = film(60);
    store(LONG, film);
    store(OTHER, film);
    IngestProcess killed = start("killed", "--cuepoint.ingest.videos=1");
    IngestProcess left = start("left", "--cuepoint.ingest.videos=1");
    register(LONG);
    until(() -> isBegun(LONG));
    processes.forEach(IngestProcess::hold);
    register(OTHER);
    until(() -> isBegun(OTHER));
    processes.forEach(IngestProcess::hold);
    // each reads one of them: both are in the middle
    assertThat(isBegun(LONG) && isBegun(OTHER)).isTrue();
    killed.kill();
    processes.forEach(IngestProcess::goOn);
    until(
        () -> !of(VideoSampled.class, LONG).isEmpty() && !of(VideoSampled.class, OTHER).isEmpty());
    assertThat(left.log()).contains("goes on behind clip");
    assertThat(what(LONG)).hasSizeGreaterThan(10).isEqualTo(what(OTHER));
  }

  private boolean isBegun(UUID video) throws IOException {
    return objects.list("clips/" + video).stream()
        .anyMatch(object -> object.key().endsWith(".progress"));
  }

  /** What was found in a video, but for its id. */
  private List<String> what(UUID video) {
    List<String> found = new ArrayList<>();
    for (ClipSampled clip : of(ClipSampled.class, video)) {
      found.add("%s %s %d".formatted(clip.window(), clip.framesPerSecond(), clip.frames()));
    }
    for (EventLocalized event : of(EventLocalized.class, video)) {
      found.add("%s %s %s".formatted(event.span(), event.label(), event.description()));
    }
    VideoSampled end = of(VideoSampled.class, video).get(0);
    found.add("%d %d %s".formatted(end.clips(), end.events(), end.sampled()));
    return found.stream().distinct().sorted().toList();
  }

  private IngestProcess start(String name, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(
        List.of(
            "--cuepoint.kafka.bootstrap-servers=" + broker.bootstrapServers(),
            "--cuepoint.objects=file:" + folder.resolve("objects"),
            "--cuepoint.work.lock=15s",
            "--cuepoint.decoder.stall=5m",
            "--cuepoint.clip.window=10s",
            "--cuepoint.clip.overlap=2s",
            "--cuepoint.clip.tokens=1400",
            "--cuepoint.rate.dynamic=false"));
    IngestProcess process = IngestProcess.start(folder.resolve(name + ".log"), arguments);
    processes.add(process);
    return process;
  }

  /** A film with a cut every 5 s. */
  private Path film(int seconds) throws IOException {
    Painter painter = Painter.moving(0);
    for (int shot = 1; shot * 5 < seconds; shot++) {
      painter = shorter(painter, shot);
    }
    return TestClip.of(320, 192, 25, seconds)
        .picture(painter)
        .write(folder.resolve(seconds + ".mp4"));
  }

  private static Painter shorter(Painter before, int shot) {
    return before.until(5 * shot, Painter.moving(shot));
  }

  private void store(UUID video, Path file) throws IOException {
    try (ObjectUpload upload = objects.begin("videos/" + video)) {
      upload.write(ByteBuffer.wrap(Files.readAllBytes(file)));
      upload.commit();
    }
  }

  private void register(UUID video) {
    publisher
        .publish(
            VideoRegistered.TOPIC,
            new VideoRegistered(
                video,
                "film.mp4",
                "videos/" + video,
                1,
                "00".repeat(32),
                null,
                Instant.EPOCH,
                null))
        .join();
  }

  private void until(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              assertThat(processes).allMatch(IngestProcess::isWell, "it runs, or was killed");
              for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(20))) {
                sent.add(read(each));
              }
              return condition.call();
            });
  }

  private static Object read(ConsumerRecord<byte[], byte[]> message) {
    for (Topic<?> topic : List.of(ClipSampled.TOPIC, EventLocalized.TOPIC, VideoSampled.TOPIC)) {
      if (topic.name().equals(message.topic())) {
        return ContractJson.mapper().readValue(message.value(), topic.type());
      }
    }
    throw new AssertionError(message.topic());
  }

  private <T> List<T> of(Class<T> type, UUID video) {
    return sent.stream()
        .filter(type::isInstance)
        .filter(each -> each.toString().contains(video.toString()))
        .map(type::cast)
        .toList();
  }
}

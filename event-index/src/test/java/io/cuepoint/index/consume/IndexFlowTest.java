package io.cuepoint.index.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.VideoProbed;
import io.cuepoint.contract.VideoSampled;
import io.cuepoint.index.TestBroker;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.TestStore;
import io.cuepoint.index.TestVideos;
import io.cuepoint.index.search.EventSearch;
import io.cuepoint.index.search.EventSearch.Query;
import io.cuepoint.index.store.EventStore;
import io.cuepoint.index.store.PageRequest;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoState;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.object.ObjectConfiguration;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.ObjectUpload;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.QueueConfiguration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From messages on the broker to what search finds. */
class IndexFlowTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path home;

  private static TestStore store;
  private static VideoStore videos;
  private static MessagePublisher publisher;
  private static ObjectStore objects;

  @BeforeAll
  static void start() {
    store =
        new TestStore(
            Map.of(
                "cuepoint.kafka.bootstrap-servers",
                TestBroker.bootstrapServers(),
                "cuepoint.home",
                home.toString()),
            QueueConfiguration.class,
            ObjectConfiguration.class,
            ConsumeConfiguration.class);
    videos = store.get(VideoStore.class);
    publisher = store.get(MessagePublisher.class);
    objects = store.get(ObjectStore.class);
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Test
  void aVideoBecomesReadyAndItsEventsAreFound() throws Exception {
    UUID video = register();
    ClipSampled clip = TestReports.clip(video, 0);
    put(clip.object());

    publisher.publish(VideoProbed.TOPIC, TestReports.probed(video, 60)).get();
    await().atMost(PATIENCE).until(() -> state(video) == VideoState.SAMPLING);
    publisher.publish(ClipSampled.TOPIC, clip).get();
    publisher
        .publish(
            EventLocalized.TOPIC,
            TestReports.seen(video, 0, 10, 14, "a man opens the red door and walks in"))
        .get();
    publisher.publish(EventLocalized.TOPIC, TestReports.cut(video, 30)).get();
    publisher.publish(VideoSampled.TOPIC, TestReports.sampled(video, 60, 1, 1)).get();
    await().atMost(PATIENCE).until(() -> state(video) == VideoState.ANALYSING);
    publisher.publish(ClipAnalyzed.TOPIC, TestReports.analysed(video, 0, 1)).get();
    await().atMost(PATIENCE).until(() -> state(video) == VideoState.READY);

    assertThat(video(video).progress()).isEqualTo(1);
    await().atMost(PATIENCE).until(() -> objects.find(clip.object()).isEmpty());
    assertThat(search("person enters through a door"))
        .first()
        .returns("a man opens the red door and walks in", Event::description);
    assertThat(search("cut")).first().returns("cut", Event::label);
  }

  @Test
  void aClipThatCameThroughTwoLanesCountsOnce() throws Exception {
    UUID video = register();
    ClipSampled clip = TestReports.clip(video, 0);
    put(clip.object());

    publisher.publish(VideoProbed.TOPIC, TestReports.probed(video, 60)).get();
    publisher.publish(ClipSampled.LATER, clip).get();
    publisher.publish(ClipSampled.TOPIC, clip).get();
    publisher.publish(ClipSampled.REST, clip).get();
    publisher.publish(VideoSampled.TOPIC, TestReports.sampled(video, 60, 1, 0)).get();
    publisher.publish(ClipAnalyzed.TOPIC, TestReports.analysed(video, 0, 0)).get();
    publisher.publish(ClipAnalyzed.TOPIC, TestReports.analysed(video, 0, 0)).get();

    await().atMost(PATIENCE).until(() -> state(video) == VideoState.READY);
    assertThat(video(video).progress()).isEqualTo(1);
    await().atMost(PATIENCE).until(() -> objects.find(clip.object()).isEmpty());
  }

  @Test
  void whatCannotBeAppliedGoesToTheDeadLettersAndTheRestGoesOn() throws Exception {
    UUID video = register();
    try (KafkaProducer<String, String> raw =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestBroker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      String topic = EventLocalized.TOPIC.name();
      raw.send(new ProducerRecord<>(topic, video.toString(), "{not json")).get();
      raw.send(new ProducerRecord<>(topic, video.toString(), "{\"videoId\":null}")).get();
    }
    EventLocalized nul = TestReports.seen(video, 0, 1, 2, "a NUL \0 that no table can hold");
    publisher.publish(EventLocalized.TOPIC, nul).get();
    publisher.publish(EventLocalized.TOPIC, TestReports.cut(video, 5)).get();

    await().atMost(PATIENCE).until(() -> events(video).size() == 1);
    List<ConsumerRecord<String, String>> letters =
        deadLetters(EventLocalized.TOPIC.deadLetters(), video.toString(), 3);
    assertThat(letters)
        .allSatisfy(
            letter -> {
              assertThat(header(letter, "cause")).isNotBlank();
              assertThat(header(letter, "original-topic")).isEqualTo(EventLocalized.TOPIC.name());
            });
    assertThat(letters).extracting(ConsumerRecord::value).contains("{not json");
  }

  @Test
  void messagesOfADeletedVideoChangeNothing() throws Exception {
    UUID video = register();
    videos.delete(video);
    ClipSampled clip = TestReports.clip(video, 0);
    put(clip.object());

    publisher.publish(EventLocalized.TOPIC, TestReports.cut(video, 5)).get();
    publisher.publish(ClipSampled.TOPIC, clip).get();

    await().atMost(PATIENCE).until(() -> objects.find(clip.object()).isEmpty());
    assertThat(events(video)).isEmpty();
    assertThat(videos.find(video)).isEmpty();
  }

  private static UUID register() {
    return videos.register(TestVideos.named("v")).video().id();
  }

  private static Video video(UUID id) {
    return videos.find(id).orElseThrow();
  }

  private static VideoState state(UUID id) {
    return video(id).state();
  }

  private static List<Event> events(UUID video) {
    return store
        .get(EventStore.class)
        .list(new EventStore.Filter(video, null, null, null, null), new PageRequest(200, null))
        .items();
  }

  private static List<Event> search(String text) {
    return store
        .get(EventSearch.class)
        .search(
            new Query(text, null, null, null, null, null, null, null), new PageRequest(10, null))
        .items()
        .stream()
        .map(EventSearch.Hit::event)
        .toList();
  }

  private static void put(String key) throws IOException {
    try (ObjectUpload upload = objects.begin(key)) {
      upload.write(ByteBuffer.wrap(new byte[10]));
      upload.commit();
    }
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static List<ConsumerRecord<String, String>> deadLetters(
      String topic, String key, int count) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                TestBroker.bootstrapServers(),
                "group.id",
                "dead-letters-" + key,
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(100))
                    .forEach(
                        record -> {
                          if (record.key().equals(key)) {
                            records.add(record);
                          }
                        });
                return records.size() >= count;
              });
    }
    return records;
  }
}

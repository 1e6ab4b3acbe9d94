package io.cuepoint.api.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.EventIndexed;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.embedded.EmbeddedBroker;
import io.cuepoint.embedded.EmbeddedDatabase;
import io.cuepoint.queue.TraceParent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The four exec jars as separate processes, joined by Kafka, Postgres and the object store alone.
 */
class FourProcessesIT {
  @TempDir Path folder;

  @Test
  void findsAnUploadedVideosEventsAcrossFourProcesses() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
        EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("postgres"));
        Services services = new Services(folder, broker.bootstrapServers(), database)) {
      ServiceProcess api = services.start("api");
      services.start("event-index");
      services.start("video-ingest");
      services.start("inference-worker");
      services.awaitReady();

      CuepointClient client = new CuepointClient(api);
      String id =
          client.upload(EditedClip.write(folder.resolve("edited.mp4"))).get("id").asString();
      JsonNode video = client.awaitEnd(id, Duration.ofMinutes(2));
      assertThat(video.get("state").asString()).as(video.toPrettyString()).isEqualTo("ready");
      assertThat(client.search("hard cut").get(0).get("event").get("label").asString())
          .isEqualTo("cut");
      assertThat(client.get("/v1/videos/" + id + "/coverage").get("spans").get(0).get("looks"))
          .anySatisfy(
              look -> assertThat(look.get("reason").asString("")).contains("no model configured"));
      assertThat(client.model().toString()).contains("no model configured");
      assertOneTrace(broker, id, client.traceId);
    }
  }

  /** Every message about the video, from the upload's to the events', is of the client's trace. */
  private static void assertOneTrace(EmbeddedBroker broker, String videoId, String traceId) {
    Set<String> topics = new HashSet<>();
    Set<String> traces = new HashSet<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", "trace-test",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(Pattern.compile("cuepoint[.].*"));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                for (ConsumerRecord<String, byte[]> message :
                    consumer.poll(Duration.ofMillis(200))) {
                  if (videoId.equals(message.key())) {
                    topics.add(message.topic());
                    traces.add(
                        TraceParent.of(message.headers())
                            .map(TraceParent::traceId)
                            .orElse("none on " + message.topic()));
                  }
                }
                return topics.containsAll(
                    Set.of(
                        VideoRegistered.TOPIC.name(),
                        ClipSampled.TOPIC.name(),
                        ClipAnalyzed.TOPIC.name(),
                        EventLocalized.TOPIC.name(),
                        EventIndexed.TOPIC.name()));
              });
    }
    assertThat(traces).containsExactly(traceId);
  }
}

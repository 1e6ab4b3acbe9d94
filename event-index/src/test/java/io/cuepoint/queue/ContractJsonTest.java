package io.cuepoint.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.Topics;
import io.cuepoint.contract.VideoRegistered;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds every message against its published schema and its golden file. */
class ContractJsonTest {
  private static final JsonMapper JSON = ContractJson.mapper();

  static Stream<Topic<?>> topics() {
    return Topics.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void readsTheGoldenFileAndWritesItBack(Topic<?> topic) throws IOException {
    JsonNode golden = JSON.readTree(golden(topic));
    Object message = JSON.treeToValue(golden, topic.type());
    assertThat(JSON.readTree(JSON.writeValueAsString(message))).isEqualTo(golden);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void writesWhatTheSchemaAllows(Topic<?> topic) throws IOException {
    String written = JSON.writeValueAsString(JSON.readValue(golden(topic), topic.type()));
    assertThat(schema(topic).validate(written, InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void publishesASchemaThatNoticesEveryMissingField(Topic<?> topic) throws IOException {
    ObjectNode whole = (ObjectNode) JSON.readTree(golden(topic));
    JsonNode required = JSON.readTree(schemaText(topic)).get("required");
    assertThat(required.size()).isPositive();
    for (JsonNode field : required) {
      ObjectNode less = whole.deepCopy();
      less.remove(field.asString());
      assertThat(schema(topic).validate(less.toString(), InputFormat.JSON))
          .as("without %s", field)
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void namesEveryFieldOfTheRecordInTheSchema(Topic<?> topic) throws IOException {
    JsonNode properties = JSON.readTree(schemaText(topic)).get("properties");
    List<String> components =
        Stream.of(topic.type().getRecordComponents()).map(part -> part.getName()).toList();
    assertThat(properties.propertyNames()).containsExactlyInAnyOrderElementsOf(components);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cuepoint.analysis.requested.v1",
        "cuepoint.clip.analysed.v1",
        "cuepoint.clip.sampled.v1",
        "cuepoint.event.indexed.v1",
        "cuepoint.event.localized.v1",
        "cuepoint.model.profile.v1",
        "cuepoint.video.registered.v1"
      })
  void readsWhatEarlierSendersWrote(String name) throws IOException {
    Topic<?> topic =
        Topics.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    String earlier = text("/io/cuepoint/contract/earlier/" + name + ".json");
    assertThat(schema(topic).validate(earlier, InputFormat.JSON)).isEmpty();
    JsonNode written =
        JSON.readTree(JSON.writeValueAsString(JSON.readValue(earlier, topic.type())));
    JSON.readTree(earlier)
        .propertyStream()
        .filter(field -> !field.getKey().equals("event"))
        .forEach(field -> assertHolds(written.get(field.getKey()), field.getValue()));
  }

  /** All that {@code earlier} says is in {@code written}, which may say more. */
  private static void assertHolds(JsonNode written, JsonNode earlier) {
    if (earlier.isObject()) {
      earlier
          .propertyStream()
          .forEach(field -> assertHolds(written.path(field.getKey()), field.getValue()));
    } else {
      assertThat(written).isEqualTo(earlier);
    }
  }

  @Test
  void ignoresFieldsOfNewerSenders() throws IOException {
    ObjectNode newer = (ObjectNode) JSON.readTree(golden(VideoRegistered.TOPIC));
    newer.put("colour", "blue");
    assertThat(JSON.treeToValue(newer, VideoRegistered.class).name()).isEqualTo("lobby.mp4");
  }

  @Test
  void refusesAnUnknownConstantByName() throws IOException {
    String golden = golden(EventLocalized.TOPIC).replace("\"model\"", "\"oracle\"");
    assertThatThrownBy(() -> JSON.readValue(golden, EventLocalized.class))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("oracle");
  }

  private static Schema schema(Topic<?> topic) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schemaText(topic), InputFormat.JSON);
  }

  private static String schemaText(Topic<?> topic) throws IOException {
    return text("/io/cuepoint/contract/" + topic.name() + ".schema.json");
  }

  private static String golden(Topic<?> topic) throws IOException {
    return text("/io/cuepoint/contract/" + topic.name() + ".json");
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = ContractJsonTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

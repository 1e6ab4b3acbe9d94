package io.cuepoint.worker.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** 10,000 answers written at random over the published vocabulary; replay by {@code -Dseed=}. */
class RandomWalksTest {
  private static final int SEEDS = 20;
  private static final int SCHEMAS = 50;
  private static final int WALKS = 9;
  private static final Pattern TIME = Pattern.compile("\\d\\d:[0-5]\\d\\.\\d\\d");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static TokenBytes tokens;

  @BeforeAll
  static void open() {
    tokens = Vocabularies.published();
  }

  static LongStream seeds() {
    Long seed = Long.getLong("seed");
    return seed == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void writesOnlyWhatTheSchemaAllows(long seed) {
    Random random = new Random(seed);
    Walk walk = new Walk(tokens, random);
    for (int i = 0; i < SCHEMAS; i++) {
      ObjectNode json = RandomSchema.any(random);
      Constraint constraint = Constraints.json(tokens, JsonSchema.parse(json));
      Schema schema = REGISTRY.getSchema(json.toString(), InputFormat.JSON);
      for (int j = 0; j < WALKS; j++) {
        Cursor cursor = constraint.begin();
        walk.go(cursor, random.nextInt(40), 2_000);
        assertThat(cursor.mayEnd()).as("%s: %s", json, cursor.json(true)).isTrue();
        check(schema, json, cursor.json(false));
        Cursor cut = constraint.begin();
        walk.go(cut, 40, random.nextInt(30));
        check(schema, json, cut.json(true));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void writesOnlyEventsWithinTheClip(long seed) {
    Random random = new Random(seed);
    Walk walk = new Walk(tokens, random);
    for (int i = 0; i < 5; i++) {
      int clip = 1 + random.nextInt(random.nextBoolean() ? 6_500 : 20);
      int most = random.nextInt(6);
      int longest = 1 + random.nextInt(300);
      Constraint constraint = Constraints.events(tokens, clip, most, longest);
      for (int j = 0; j < 10; j++) {
        Cursor cursor = constraint.begin();
        walk.go(cursor, random.nextInt(150), 2_000);
        assertThat(cursor.isDone()).isTrue();
        checkEvents(cursor.json(false), clip, most, longest);
        Cursor cut = constraint.begin();
        walk.go(cut, 100, 1 + random.nextInt(100));
        checkEvents(cut.json(true), clip, most, longest);
      }
    }
  }

  private static void check(Schema schema, JsonNode json, @Nullable String written) {
    if (written != null) {
      JSON.readTree(written);
      assertThat(schema.validate(written, InputFormat.JSON)).as("%s: %s", json, written).isEmpty();
    }
  }

  private static void checkEvents(@Nullable String written, int clip, int most, int longest) {
    JsonNode events = JSON.readTree(String.valueOf(written));
    assertThat(events.isArray()).as(written).isTrue();
    assertThat(events.size()).as(written).isLessThanOrEqualTo(most);
    for (JsonNode event : events) {
      assertThat(event.propertyNames()).containsExactly("start_time", "end_time", "description");
      long start = hundredths(event.get("start_time").asString());
      long end = hundredths(event.get("end_time").asString());
      assertThat(start).as(written).isLessThan(end);
      assertThat(end).as(written).isLessThanOrEqualTo(clip);
      String description = event.get("description").asString();
      assertThat(description.codePointCount(0, description.length())).isBetween(1, longest);
    }
  }

  private static long hundredths(String time) {
    assertThat(time).matches(TIME);
    String digits = time.replaceAll("[:.]", "");
    return 6000 * Long.parseLong(digits.substring(0, 2)) + Long.parseLong(digits.substring(2));
  }
}

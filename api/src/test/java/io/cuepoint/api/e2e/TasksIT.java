package io.cuepoint.api.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Every task over HTTP, on a video that is there, with a checkpoint of random weights: what it says
 * is nonsense, but of the form that was asked for, at places and times that exist.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TasksIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final double LENGTH = 16;

  @TempDir static Path folder;
  private ServiceProcess cuepoint;
  private CuepointClient client;
  private String video;

  @BeforeAll
  void start() throws Exception {
    Path golden =
        Path.of("")
            .toAbsolutePath()
            .resolveSibling("inference-worker")
            .resolve("src/test/resources/golden/flat-tied");
    cuepoint =
        ServiceProcess.start(
                ServiceProcess.jar("api", "embedded"),
                "512m",
                folder.resolve("log"),
                List.of(
                    "--cuepoint.home=" + folder.resolve("home"),
                    "--cuepoint.model.path=" + golden,
                    "--cuepoint.model.answer-tokens=120"))
            .awaitReady();
    client = new CuepointClient(cuepoint);
    video = client.upload(EditedClip.write(folder.resolve("edited.mp4"))).get("id").asString();
    assertThat(client.awaitEnd(video, LIMIT).get("state").asString()).isEqualTo("ready");
  }

  @AfterAll
  void stop() {
    if (cuepoint != null) {
      cuepoint.close();
    }
  }

  @Test
  void readsPicturesByASchema() throws Exception {
    JsonNode done =
        analysed(
            """
            {"task": "extract", "query": "What does the sign say?", "schema": {
              "type": "object", "required": ["sign", "lit"], "additionalProperties": false,
              "properties": {"sign": {"enum": ["EXIT", "STOP"]}, "lit": {"type": "boolean"}}}}""");
    List<JsonNode> found = of("extract");
    assertThat(done.get("events").asInt()).isPositive();
    assertThat(found)
        .isNotEmpty()
        .allSatisfy(
            event -> {
              assertThat(event.at("/data").propertyNames())
                  .containsExactlyInAnyOrder("sign", "lit");
              assertThat(event.at("/data/sign").asString()).isIn("EXIT", "STOP");
              assertThat(event.at("/data/lit").isBoolean()).isTrue();
              assertThat(event.get("evidence").size()).isPositive();
            });
  }

  @Test
  void pointsAtThingsInPixelsOfTheSource() throws Exception {
    JsonNode done = analysed("{\"task\": \"boxes\", \"lookFor\": [\"hand\"]}");
    assertThat(done.at("/clips/failed").asInt()).isZero();
    List<JsonNode> found = of("boxes");
    assertThat(found).isNotEmpty();
    for (JsonNode event : found) {
      assertThat(event.get("boxes").size()).isPositive();
      for (JsonNode box : event.get("boxes")) {
        assertThat(box.get("label").asString()).isEqualTo("hand");
        assertThat(box.get("left").asDouble()).isBetween(0.0, box.get("right").asDouble());
        assertThat(box.get("top").asDouble()).isBetween(0.0, box.get("bottom").asDouble());
        assertThat(box.get("right").asDouble()).isLessThanOrEqualTo(320);
        assertThat(box.get("bottom").asDouble()).isLessThanOrEqualTo(180);
      }
    }
  }

  @Test
  void looksForPhrases() throws Exception {
    String task = "{\"task\": \"look-for\", \"lookFor\": [\"smoke\", \"a red ball\"]}";
    JsonNode asked = ask(task);
    JsonNode clip = underway(asked);
    for (int tries = 1; clip.isMissingNode() && tries < 20; tries++) {
      asked = ask(task);
      clip = underway(asked);
    }
    assertThat(clip.get("stage").asString()).isIn("vision", "prompt", "answer");
    assertThat(clip.get("question").asInt()).isBetween(0, 2);
    isWithinTheVideo(clip);
    end(asked);
    JsonNode progress = await(progress(), answer -> answer.get("clips").isEmpty());
    assertThat(progress.get("state").asString()).isEqualTo("ready");
    Set<String> labels = new HashSet<>();
    of("look-for").forEach(event -> labels.add(event.get("label").asString()));
    assertThat(labels).isSubsetOf("smoke", "a red ball").isNotEmpty();
  }

  @Test
  void looksCloserAtTheEdgesOfWhatAQuestionFoundThoughNobodyReadsIt() throws Exception {
    JsonNode asked = client.post("/v1/videos/" + video + "/ground", "{\"query\": \"a red ball\"}");
    await(
        "/v1/videos/" + video + "/analyses",
        analyses -> analyses.get("items").valueStream().anyMatch(TasksIT::isACloserLookThatIsDone));
    String path = "/v1/videos/" + video + "/ground/" + asked.get("id").asString();
    JsonNode done = await(path, answer -> answer.get("state").asString().equals("done"));
    assertThat(done.get("answers")).allSatisfy(TasksIT::isWithinTheVideo);
    // the first look found something: there is a second
    assertThat(done.get("analyses").size()).isEqualTo(2);
    assertThat(done.get("lookedAt"))
        .anySatisfy(look -> assertThat(look.get("framesPerSecond").isNull()).isTrue())
        .anySatisfy(look -> assertThat(look.get("framesPerSecond").asDouble()).isEqualTo(4))
        .allSatisfy(look -> assertThat(look.get("state").asString()).isEqualTo("done"));
    assertThat(done.get("notLookedAt").isEmpty()).isTrue();
  }

  private static boolean isACloserLookThatIsDone(JsonNode analysis) {
    return analysis.get("framesPerSecond").asDouble(0) == 4
        && analysis.get("state").asString().equals("done");
  }

  /** The clip that is looked at for an analysis; missing where it was over before it was seen. */
  private JsonNode underway(JsonNode asked) {
    String self = asked.at("/links/self").asString();
    AtomicReference<JsonNode> clip = new AtomicReference<>();
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              boolean over = isOver(client.get(self));
              clip.set(client.get(progress()).at("/clips/0"));
              return over || !clip.get().isMissingNode();
            });
    return clip.get();
  }

  private String progress() {
    return "/v1/videos/" + video + "/progress";
  }

  private JsonNode analysed(String task) throws Exception {
    return end(ask(task));
  }

  private JsonNode ask(String task) throws Exception {
    return client.post("/v1/videos/" + video + "/analyses", task);
  }

  private JsonNode end(JsonNode asked) {
    JsonNode done = await(asked.at("/links/self").asString(), TasksIT::isOver);
    assertThat(done.get("state").asString()).as(done.toPrettyString()).isEqualTo("done");
    return done;
  }

  private static boolean isOver(JsonNode analysis) {
    return List.of("done", "failed").contains(analysis.get("state").asString());
  }

  private JsonNode await(String path, Predicate<JsonNode> end) {
    return Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> client.get(path), end);
  }

  /** What a task found. */
  private List<JsonNode> of(String task) throws Exception {
    List<JsonNode> found =
        client.events(video).stream()
            .filter(event -> event.at("/source/prompt").asString("").contains("/" + task + ":"))
            .toList();
    assertThat(found).allSatisfy(TasksIT::isWithinTheVideo);
    return found;
  }

  private static void isWithinTheVideo(JsonNode event) {
    assertThat(event.get("start").asDouble()).isBetween(0.0, event.get("end").asDouble());
    assertThat(event.get("end").asDouble()).isLessThanOrEqualTo(LENGTH);
  }
}

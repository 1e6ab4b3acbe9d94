package io.cuepoint.api.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.TimeSpan;
import io.cuepoint.testservers.TestPort;
import io.cuepoint.worker.demo.DemoModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A trained model's events, from the upload to the search, as a process. */
class NanoIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir Path folder;

  @ParameterizedTest(name = "constrained {0}")
  @ValueSource(strings = {"true", "false"})
  void seesWhatTheReferenceSees(String constrained) throws Exception {
    seesWhatTheReferenceSees(constrained, List.of(NanoFilm.own(folder)));
  }

  @ParameterizedTest(name = "constrained {0}")
  @ValueSource(strings = {"true", "false"})
  void seesWhatTheReferenceSeesInTheOtherFilms(String constrained) throws Exception {
    seesWhatTheReferenceSees(
        constrained, List.of(NanoFilm.shared("shapes6"), NanoFilm.shared("shapes7_long")));
  }

  private void seesWhatTheReferenceSees(String constrained, List<NanoFilm> films) throws Exception {
    int broker = TestPort.choose();
    try (ServiceProcess cuepoint =
        start(
                "home",
                "--cuepoint.embedded.broker-port=" + broker,
                "--cuepoint.model.constrained=" + constrained)
            .awaitReady()) {
      CuepointClient client = new CuepointClient(cuepoint);
      Map<String, NanoFilm> uploaded = new LinkedHashMap<>();
      for (NanoFilm film : films) {
        uploaded.put(client.upload(film.file()).get("id").asString(), film);
      }
      for (Map.Entry<String, NanoFilm> each : uploaded.entrySet()) {
        String id = each.getKey();
        NanoFilm film = each.getValue();
        JsonNode video = client.awaitEnd(id, LIMIT);
        assertThat(video.get("state").asString()).as(video.toPrettyString()).isEqualTo("ready");
        Map<Double, List<NanoFilm.Happening>> seen = LocalizedEvents.byWindow(broker, id);
        Map<Double, List<NanoFilm.Happening>> reference = film.windows();
        assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(reference.keySet());
        long same =
            reference.entrySet().stream()
                .filter(window -> sameAs(window.getValue(), seen.get(window.getKey())))
                .count();
        double f1 = film.f1(happenings(client.events(id)));
        System.out.printf(
            "%s, constrained %s: %d of %d windows as the reference, F1 %.3f (reference %.3f)%n",
            film.file().getFileName(), constrained, same, reference.size(), f1, film.expectedF1());
        assertThat((double) same / reference.size())
            .as("windows as the reference")
            .isGreaterThanOrEqualTo(0.9);
        assertThat(f1).isGreaterThanOrEqualTo(film.expectedF1() - 0.05);
      }
      String first = uploaded.keySet().iterator().next();
      assertThat(client.search("star moves").get(0).get("event").get("description").asString())
          .contains("star moves");
      assertThat(client.get("/v1/videos/" + first + "/coverage").get("spans").get(0).get("looks"))
          .anySatisfy(
              look -> {
                assertThat(look.get("kind").asString()).isEqualTo("model");
                assertThat(look.get("outcome").asString()).isEqualTo("analysed");
              });
      JsonNode model = client.model();
      assertThat(model.get("id").asString()).isEqualTo("nano");
      assertThat(model.get("revision").asString()).hasSize(12);
    }
  }

  /** The moment of the kill is drawn from the seed. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void endsAsUndisturbedAfterAKill(long seed) throws Exception {
    NanoFilm film = NanoFilm.own(folder);
    List<String> undisturbed;
    try (ServiceProcess cuepoint = start("undisturbed").awaitReady()) {
      CuepointClient client = new CuepointClient(cuepoint);
      undisturbed = client.eventsOnceReady(client.upload(film.file()).get("id").asString(), LIMIT);
      assertThat(undisturbed).isNotEmpty();
    }
    String id;
    ServiceProcess killed = start("killed").awaitReady();
    try {
      id = new CuepointClient(killed).upload(film.file()).get("id").asString();
      TimeUnit.MILLISECONDS.sleep(500 + new Random(seed).nextLong(4_000));
    } finally {
      killed.kill();
    }
    try (ServiceProcess cuepoint = start("killed").awaitReady()) {
      assertThat(new CuepointClient(cuepoint).eventsOnceReady(id, LIMIT)).isEqualTo(undisturbed);
    }
  }

  @Test
  void startsADemoWithAFilmWhoseEventsAModelSaw() throws Exception {
    try (ServiceProcess cuepoint =
        ServiceProcess.start(
                ServiceProcess.jar("api", "embedded"),
                "512m",
                folder.resolve("demo.log"),
                List.of("--cuepoint.home=" + folder.resolve("demo"), "--cuepoint.demo=true"))
            .awaitReady()) {
      CuepointClient client = new CuepointClient(cuepoint);
      JsonNode film = client.get("/v1/videos").get("items").get(0);
      String id = film.get("id").asString();
      assertThat(client.awaitEnd(id, LIMIT).get("state").asString()).isEqualTo("ready");
      assertThat(happenings(client.events(id))).isNotEmpty();
      // any other video is none of the demo model's business
      String other =
          client.upload(EditedClip.write(folder.resolve("edited.mp4"))).get("id").asString();
      assertThat(client.awaitEnd(other, LIMIT).get("state").asString()).isEqualTo("ready");
      assertThat(happenings(client.events(other))).isEmpty();
      assertThat(client.get("/v1/videos/" + other + "/coverage").toString())
          .contains("no model configured");
    }
  }

  /** A checkpoint with random weights: nonsense words, but of the form that was asked for. */
  @Test
  void givesValidTimesWithAModelThatTalksNonsense() throws Exception {
    Path golden =
        Path.of("")
            .toAbsolutePath()
            .resolveSibling("inference-worker")
            .resolve("src/test/resources/golden/flat-tied");
    List<String> first = nonsense(golden, "nonsense");
    assertThat(first).isNotEmpty();
    assertThat(nonsense(golden, "again")).isEqualTo(first);
  }

  private List<String> nonsense(Path checkpoint, String home) throws Exception {
    try (ServiceProcess cuepoint =
        ServiceProcess.start(
                ServiceProcess.jar("api", "embedded"),
                "512m",
                folder.resolve(home + ".log"),
                List.of(
                    "--cuepoint.home=" + folder.resolve(home),
                    "--cuepoint.model.path=" + checkpoint,
                    "--cuepoint.model.answer-tokens=200"))
            .awaitReady()) {
      CuepointClient client = new CuepointClient(cuepoint);
      String id =
          client.upload(EditedClip.write(folder.resolve(home + ".mp4"))).get("id").asString();
      List<String> events = client.eventsOnceReady(id, LIMIT);
      double duration = client.get("/v1/videos/" + id).get("durationSeconds").asDouble();
      for (NanoFilm.Happening each : happenings(client.events(id))) {
        assertThat(each.span().start().toDouble()).isBetween(0.0, duration);
        assertThat(each.span().end().toDouble()).isBetween(0.0, duration);
        assertThat(each.span().lengthMicros()).isPositive();
      }
      assertThat(client.get("/v1/videos/" + id + "/coverage").toString())
          .contains("\"outcome\":\"analysed\"");
      return events;
    }
  }

  private static boolean sameAs(List<NanoFilm.Happening> reference, List<NanoFilm.Happening> seen) {
    return seen.size() == reference.size() && seen.containsAll(reference);
  }

  private static List<NanoFilm.Happening> happenings(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.get("source").get("kind").asString().equals("model"))
        .map(
            event ->
                new NanoFilm.Happening(
                    TimeSpan.ofSeconds(event.get("start").asDouble(), event.get("end").asDouble()),
                    event.get("description").asString()))
        .toList();
  }

  private ServiceProcess start(String home, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--cuepoint.home=" + folder.resolve(home));
    arguments.add("--cuepoint.model.path=" + DemoModel.unpack(folder));
    return ServiceProcess.start(
        ServiceProcess.jar("api", "embedded"), "512m", folder.resolve(home + ".log"), arguments);
  }
}

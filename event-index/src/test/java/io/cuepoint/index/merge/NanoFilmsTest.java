package io.cuepoint.index.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.StableId;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.embed.AllMiniLmEmbedder;
import io.cuepoint.index.merge.Spans.Described;
import io.cuepoint.index.store.EventTable.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a real model answered for the windows of films of which the truth is known. */
class NanoFilmsTest {
  private static final UUID VIDEO = UUID.fromString("00000000-0000-0000-0000-000000000001");
  private static final JsonMapper JSON = JsonMapper.shared();

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"shapes5", "shapes6", "shapes7_long"})
  void matchesTheTruthAsWellAsTheReference(String film) throws IOException {
    JsonNode expected = read(film + ".expected.json");
    List<Report> reports = new ArrayList<>();
    double length = expected.get("window_seconds").doubleValue();
    for (JsonNode window : expected.get("windows")) {
      double start = window.get("start").doubleValue();
      for (JsonNode event : JSON.readTree(window.get("answer").stringValue())) {
        reports.add(
            report(
                TimeSpan.ofSeconds(start, start + length),
                start + seconds(event.get("start_time")),
                start + seconds(event.get("end_time")),
                event.get("description").stringValue()));
      }
    }
    Meaning meaning = new EmbeddedMeaning(new AllMiniLmEmbedder(), new MergeProperties(0.85));
    Group group = new Group(VIDEO, TestReports.MODEL, "event");

    double f1 = Spans.f1(truth(film), Spans.of(EventMerger.merge(group, reports, meaning)));

    double reference = expected.get("f1").doubleValue();
    assertThat(f1).isGreaterThanOrEqualTo(reference - 0.05);
  }

  private static List<Described> truth(String film) throws IOException {
    List<Described> truth = new ArrayList<>();
    for (JsonNode event : read(film + ".truth.json").get("events")) {
      truth.add(
          new Described(
              TimeSpan.ofSeconds(event.get("start").doubleValue(), event.get("end").doubleValue()),
              event.get("description").stringValue()));
    }
    return truth;
  }

  private static Report report(TimeSpan window, double start, double end, String description) {
    UUID clip = StableId.of(VIDEO, window.start());
    return new Report(
        TestReports.report(VIDEO, clip, TestReports.MODEL, "event", start, end, description),
        window);
  }

  /** Seconds of {@code mm:ss.ff}. */
  private static double seconds(JsonNode text) {
    String[] parts = text.stringValue().split(":", -1);
    return Integer.parseInt(parts[0]) * 60 + Double.parseDouble(parts[1]);
  }

  private static JsonNode read(String name) throws IOException {
    Path file = films().resolve(name);
    Assumptions.assumeTrue(Files.exists(file), () -> "not here: shared/nano/films/" + name);
    return JSON.readTree(Files.readString(file));
  }

  private static Path films() {
    return Optional.ofNullable(System.getProperty("cuepoint.shared"))
        .or(() -> Optional.ofNullable(System.getenv("CUEPOINT_SHARED")))
        .map(Path::of)
        .orElseGet(() -> Path.of("").toAbsolutePath().getParent().resolveSibling("shared"))
        .resolve("nano/films");
  }
}

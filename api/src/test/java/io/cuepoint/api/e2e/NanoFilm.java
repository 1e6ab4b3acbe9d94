package io.cuepoint.api.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.testclips.SharedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A film of the toy world, with what really happens in it and what the reference says of each
 * window.
 */
final class NanoFilm {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path file;
  private final JsonNode truth;
  private final JsonNode expected;

  private NanoFilm(Path file, JsonNode truth, JsonNode expected) {
    this.file = file;
    this.truth = truth;
    this.expected = expected;
  }

  /** Something that happens, in seconds of the film. */
  record Happening(TimeSpan span, String description) {}

  /** The one that comes with Cuepoint, laid into {@code folder}. */
  static NanoFilm own(Path folder) throws IOException {
    Path file = folder.resolve("shapes5.mp4");
    Files.write(file, bytes("/io/cuepoint/api/embedded/shapes5.mp4"));
    return new NanoFilm(
        file,
        JSON.readTree(bytes("/nano/shapes5.truth.json")),
        JSON.readTree(bytes("/nano/shapes5.expected.json")));
  }

  /** One that lies beside the repository. */
  static NanoFilm shared(String name) throws IOException {
    Path films = SharedFiles.require("nano/films");
    return new NanoFilm(
        films.resolve(name + ".mp4"),
        JSON.readTree(Files.readAllBytes(films.resolve(name + ".truth.json"))),
        JSON.readTree(Files.readAllBytes(films.resolve(name + ".expected.json"))));
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = NanoFilm.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return in.readAllBytes();
    }
  }

  Path file() {
    return file;
  }

  /** F1 that the reference reaches after its own merging. */
  double expectedF1() {
    return expected.get("f1").asDouble();
  }

  /** What the reference sees in each window, by its start in seconds. */
  Map<Double, List<Happening>> windows() {
    Map<Double, List<Happening>> windows = new TreeMap<>();
    for (JsonNode window : expected.get("windows")) {
      double offset = window.get("start").asDouble();
      List<Happening> seen = new ArrayList<>();
      for (JsonNode event : JSON.readTree(window.get("answer").asString())) {
        seen.add(
            new Happening(
                TimeSpan.ofSeconds(
                    offset + seconds(event.get("start_time").asString()),
                    offset + seconds(event.get("end_time").asString())),
                event.get("description").asString()));
      }
      windows.put(offset, seen);
    }
    return windows;
  }

  private static double seconds(String clock) {
    return 60 * Integer.parseInt(clock.substring(0, 2)) + Double.parseDouble(clock.substring(3));
  }

  /** F1 against the truth: same words, temporal IoU from 0.5, each counted once. */
  double f1(List<Happening> found) {
    List<Happening> open = new ArrayList<>();
    for (JsonNode event : truth.get("events")) {
      open.add(
          new Happening(
              TimeSpan.ofSeconds(event.get("start").asDouble(), event.get("end").asDouble()),
              event.get("description").asString()));
    }
    int all = open.size();
    int right = 0;
    for (Happening each : found) {
      Happening best = null;
      for (Happening candidate : open) {
        double iou = candidate.span().iou(each.span());
        if (candidate.description().equals(each.description())
            && iou >= 0.5
            && (best == null || iou > best.span().iou(each.span()))) {
          best = candidate;
        }
      }
      if (best != null) {
        open.remove(best);
        right++;
      }
    }
    return found.isEmpty() ? 0 : 2.0 * right / (found.size() + all);
  }
}

package io.cuepoint.ingest.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.SharedFiles;
import io.cuepoint.ingest.testclips.TestClip;
import io.cuepoint.queue.ContractJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class IngestConsoleTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void probesAFile() throws Exception {
    String clip = TestClip.of(160, 90, 25, 2).write(folder.resolve("a.mp4")).toString();

    assertThat(run("probe", "--json", clip)).isZero();

    JsonNode probe = lines().get(0);
    assertThat(probe.get("durationSeconds").decimalValue()).isEqualByComparingTo("2");
    assertThat(probe.get("streams").get(0).get("codec").stringValue()).isEqualTo("h264");
  }

  @Test
  void printsALineForEachSampledFrameAndStoresIt() throws Exception {
    String clip = TestClip.of(160, 90, 25, 2).write(folder.resolve("a.mp4")).toString();
    Path pictures = folder.resolve("pictures");

    int code =
        run("sample", clip, "--rate", "4", "--width=80", "--out", pictures.toString(), "--json");

    assertThat(code).isZero();
    assertThat(lines()).hasSize(8);
    JsonNode second = lines().get(1);
    assertThat(second.get("target").decimalValue()).isEqualByComparingTo("0.25");
    assertThat(second.get("pts").decimalValue()).isEqualByComparingTo("0.24");
    assertThat(second.get("damaged").booleanValue()).isFalse();
    assertThat(PngFile.read(pictures.resolve(second.get("file").stringValue())).height())
        .isEqualTo(45);
  }

  @Test
  void plansWindowsThatOverlap() throws Exception {
    String clip = TestClip.of(64, 36, 5, 100).write(folder.resolve("a.mp4")).toString();

    assertThat(run("plan", "--json", "--least", "2", "--most", "2", clip)).isZero();

    assertThat(lines()).extracting(l -> l.get("start").intValue()).containsExactly(0, 54);
    assertThat(lines()).extracting(l -> l.get("end").intValue()).containsExactly(60, 100);
    assertThat(lines()).extracting(l -> l.get("frames").intValue()).containsExactly(120, 92);
  }

  @Test
  void plansFewFramesWhereNothingMoves() throws Exception {
    TestClip still = TestClip.of(64, 36, 5, 100).picture(Painter.still(1));
    String clip = still.write(folder.resolve("a.mp4")).toString();

    assertThat(run("plan", "--json", "--compute-ratio", "3", clip)).isZero();

    assertThat(lines()).extracting(l -> l.get("framesPerSecond").doubleValue()).containsOnly(0.5);
    assertThat(lines()).extracting(l -> l.get("frames").intValue()).containsExactly(30, 24);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("54 frames", "81 s of computing");
  }

  @Test
  void refusesToPlanRatesThatAreNone() throws Exception {
    String clip = TestClip.of(64, 36, 5, 1).write(folder.resolve("a.mp4")).toString();

    assertThat(run("plan", "--base", "3", clip)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("baseRate: 3.0");
  }

  @Test
  void findsTheGoldenFolderRight() {
    assertThat(run("verify", "--json", SharedFiles.require("golden").toString())).isZero();

    assertThat(lines().size()).isGreaterThanOrEqualTo(10);
    assertThat(lines()).allMatch(line -> line.get("ok").booleanValue());
  }

  @Test
  void findsAWrongFolderWrong() throws Exception {
    Files.writeString(
        folder.resolve("arithmetic.json"),
        """
        {"smart_resize": [{"width": 1901, "height": 1133, "min_pixels": 12544,
          "max_pixels": 105369, "resized_width": 448, "resized_height": 224}]}
        """);

    assertThat(run("verify", folder.toString())).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "paint",
        "probe",
        "probe a b",
        "sample a --rat 2",
        "sample a --rate",
        "sample a --rate x",
        "sample a --rate 0",
        "sample a --width 0",
        "sample a --from 5 --to 5",
        "benchmark a",
        "benchmark --rounds 0"
      })
  void saysHowItIsUsed(String line) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage");
    assertThat(out.size()).isZero();
  }

  @Test
  void failsWithOneLineOfCause() throws Exception {
    String empty = Files.createFile(folder.resolve("empty.mp4")).toString();

    assertThat(run("probe", empty)).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("video.empty");
    assertThat(run("probe", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(run("verify", folder.toString())).isEqualTo(1);
  }

  @Test
  void samplesOnlyWhatLiesBetweenTheBounds() throws Exception {
    String clip = TestClip.of(160, 90, 25, 4).write(folder.resolve("a.mp4")).toString();

    assertThat(run("sample", clip, "--from", "1", "--to", "2.25", "--json")).isZero();

    assertThat(lines())
        .extracting(l -> l.get("target").doubleValue())
        .containsExactly(1.0, 1.5, 2.0);
  }

  @Test
  void namesAMissingCommandToCompareWith() {
    assertThat(run("benchmark", "--ffmpeg", folder.resolve("none").toString())).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("no ffmpeg command").contains("none");
  }

  @Test
  void listsItsCommands() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("probe FILE", "sample FILE", "plan FILE", "verify FOLDER", "benchmark");
  }

  @Test
  void leavesTheServicesOwnArgumentsAlone() {
    assertThat(IngestConsole.isCommand(new String[0])).isFalse();
    assertThat(IngestConsole.isCommand(new String[] {"--server.port=9"})).isFalse();
    assertThat(IngestConsole.isCommand(new String[] {"probe", "a"})).isTrue();
    assertThat(IngestConsole.isCommand(new String[] {"--help"})).isTrue();
  }

  private int run(String... arguments) {
    return IngestConsole.run(
        arguments,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private List<JsonNode> lines() {
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> ContractJson.mapper().readTree(line))
        .toList();
  }
}

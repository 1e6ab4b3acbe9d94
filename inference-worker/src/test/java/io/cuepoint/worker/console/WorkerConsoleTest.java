package io.cuepoint.worker.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.golden.Golden;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WorkerConsoleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void describesACheckpointForPrograms() {
    String folder = Golden.bundled().resolve("flat-untied-sharded").toString();
    assertThat(run("describe", folder, "--json")).isZero();
    String first = text(out).lines().findFirst().orElseThrow();
    JsonNode weights = JsonMapper.shared().readTree(first);
    assertThat(weights.get("part").asString()).isEqualTo("weights");
    assertThat(weights.get("files").asInt()).isEqualTo(3);
    assertThat(weights.get("head").asString()).isEqualTo("untied");
    assertThat(weights.get("types").get("BF16").asInt()).isEqualTo(weights.get("tensors").asInt());
    assertThat(weights.get("bytes").asLong()).isEqualTo(2 * weights.get("parameters").asLong());
    assertThat(text(out)).contains("\"weights\":\"int8\"");
  }

  @Test
  void describesACheckpointForPeople() {
    assertThat(run("describe", Golden.bundled().resolve("nested-tied").toString())).isZero();
    assertThat(text(out)).contains("config nested  names new  head tied").contains("videoPad 1213");
  }

  @Test
  void describesHowACheckpointWouldBeSplit() {
    String folder = Golden.bundled().resolve("flat-tied").toString();
    assertThat(run("describe", folder, "--gpus", "2x80", "--weights", "int4")).isZero();
    assertThat(text(out).lines().filter(line -> line.startsWith("part stage")))
        .hasSize(2)
        .allMatch(line -> line.endsWith("run planned, not run"));
  }

  @Test
  void saysWhatOfASplitCannotBeFollowedBeforeAnythingIsRead() {
    assertThat(run("describe", "no-folder", "--gpus", "four")).isEqualTo(2);
    assertThat(text(err)).contains("--gpus: four (expected: such as 4x80)");
    assertThat(run("describe", "no-folder", "--weights", "int4")).isEqualTo(2);
    assertThat(text(err)).contains("--weights says nothing without --gpus");
  }

  @Test
  void writesTheGraphsOut(@TempDir Path folder) {
    String checkpoint = Golden.bundled().resolve("flat-untied-sharded").toString();
    assertThat(run("describe", checkpoint, "--onnx", folder.toString())).isZero();
    assertThat(folder.resolve("vision.onnx")).isNotEmptyFile();
    assertThat(folder.resolve("decoder.onnx")).isNotEmptyFile();
    assertThat(folder.resolve("model-00003-of-00003.safetensors")).isNotEmptyFile();
    assertThat(text(out)).contains("part graph  file");
  }

  @Test
  void saysWhatIsWrong(@TempDir Path folder) {
    assertThat(run("describe", folder.toString())).isEqualTo(1);
    assertThat(text(err)).contains("checkpoint.missing-file: config.json");
  }

  @Test
  void explainsWrongUsage() {
    assertThat(run("describe")).isEqualTo(2);
    assertThat(run("describe", "a", "--unknown")).isEqualTo(2);
    assertThat(run("nonsense")).isEqualTo(2);
    assertThat(run("--help")).isZero();
    assertThat(text(out)).contains("describe FOLDER").contains("bootstrap-servers");
    assertThat(WorkerConsole.isCommand(new String[] {"nonsense"})).isTrue();
    assertThat(WorkerConsole.isCommand(new String[] {"--server.port=0"})).isFalse();
    assertThat(WorkerConsole.isCommand(new String[0])).isFalse();
  }

  private int run(String... arguments) {
    return WorkerConsole.run(
        arguments,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}

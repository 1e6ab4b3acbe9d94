package io.cuepoint.worker.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark on a tiny shape: that it measures, not how fast anything is. */
class BenchmarkCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void measuresAFormatAndHoldsAnotherAgainstItsScores() {
    JsonNode f32 = part("f32", "--vision=true");
    JsonNode int8 = part("int8", "--vision=false");
    for (JsonNode figures : List.of(f32, int8)) {
      assertThat(figures.get("decode, tokens/s").asDouble()).isPositive();
      assertThat(figures.get("decode after a long past, tokens/s").asDouble()).isPositive();
      assertThat(figures.get("prefill, tokens/s").asDouble()).isPositive();
      assertThat(figures.get("Java's share of decoding, %").asDouble()).isBetween(0.0, 100.0);
    }
    assertThat(f32.get("frame pair 364x644, s").asDouble()).isPositive();
    assertThat(int8.has("frame pair 364x644, s")).isFalse();
    assertThat(int8.get("error of the scores, %").asDouble()).isBetween(0.1, 20.0);
    assertThat(int8.get("tokens as in f32, %").asDouble()).isBetween(50.0, 100.0);
  }

  @Test
  void refusesShapesAndFormatsThatItDoesNotKnow() {
    assertThat(run("benchmark", folder.toString(), "--shape", "4b")).isEqualTo(2);
    assertThat(run("benchmark", folder.toString(), "--shape", "3b-37-layers")).isEqualTo(2);
    assertThat(run("benchmark", folder.toString(), "--shape=tiny", "--part=int5")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("shape: 4b (expected: 3b, 7b, or as 3b-6-layers a part of it)")
        .contains("shape: 3b-37-layers")
        .contains("int5");
  }

  @Test
  void namesPeersThatCannotRunWithTheReason() throws IOException {
    Path python = folder.resolve("venv/bin/python3");
    Files.createDirectories(python.getParent());
    Files.writeString(python, "no program");
    assertThat(
            run(
                "benchmark",
                folder.toString(),
                "--shape=tiny",
                "--weights=none",
                "--vision=false",
                "--peers=" + folder,
                "--against=q4_0,bf16"))
        .isZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("llama.cpp Q4_0 is missing: no random model: Cannot run program")
        .contains("transformers bf16 is missing: Cannot run program");
  }

  private JsonNode part(String format, String vision) {
    out.reset();
    assertThat(run("benchmark", folder.toString(), "--shape=tiny", "--part=" + format, vision))
        .as(err.toString(StandardCharsets.UTF_8))
        .isZero();
    return JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
  }

  private int run(String... arguments) {
    return WorkerConsole.run(
        arguments,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}

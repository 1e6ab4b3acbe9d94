package io.cuepoint.worker.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.cuepoint.worker.golden.Golden;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What the console says of GPUs on a machine that has none. */
class GpuCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void saysThatThereIsNoDriver() {
    assumeNoDriver();
    assertThat(run("gpu", folder.toString())).isEqualTo(1);
    assertThat(text(err))
        .startsWith("tensorrt.no-driver: no libcuda.so.1 in")
        .contains("expected: NVIDIA's driver");
  }

  @Test
  void verifiesNothingByTensorRtWithoutADriver() {
    assumeNoDriver();
    String golden = Golden.bundled().toString();
    assertThat(run("verify", golden, "--engine", "tensorrt", "--weights", "bf16")).isEqualTo(1);
    assertThat(text(err)).startsWith("tensorrt.no-driver: ");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void knowsTheWeightsThatAnEngineRuns() {
    String golden = Golden.bundled().toString();
    assertThat(run("verify", golden, "--engine", "tensorrt", "--weights", "int5")).isEqualTo(2);
    assertThat(run("gpu", folder.toString(), "--weights", "int5")).isEqualTo(2);
    assertThat(run("verify", golden, "--weights", "bf16")).isEqualTo(2);
    assertThat(run("verify", golden, "--weights", "fp8")).isEqualTo(2);
    assertThat(run("verify", golden, "--engine", "cuda")).isEqualTo(2);
    assertThat(run("gpu", folder.toString(), "--device", "0,x")).isEqualTo(2);
    assertThat(text(err))
        .contains(
            "weights: int5 (expected on a GPU: f32, bf16, int8, fp8 or int4)",
            "weights: bf16 (expected: f32, int8 or int4)",
            "weights: fp8 (expected: f32, int8 or int4)",
            "--engine: cuda (expected: onnxruntime or tensorrt)",
            "--device: 0,x (expected: such as 0 or 0,1,2,3)");
  }

  @Test
  void describesHowACheckpointWouldBeSplit() {
    String checkpoint = Golden.bundled().resolve("flat-tied").toString();
    assertThat(run("describe", checkpoint, "--gpus", "2x80", "--positions", "4096")).isZero();
    assertThat(text(out))
        .contains("part stage  gpu 0  firstLayer 0", "part stage  gpu 1", "lastLayer 2")
        .contains("planned, not run");
    assertThat(run("describe", checkpoint, "--gpus", "80")).isEqualTo(2);
    assertThat(run("describe", checkpoint, "--gpus", "4x80")).isEqualTo(1);
    assertThat(text(err))
        .contains("--gpus: 80 (expected: such as 4x80)", "4 GPUs (expected: 1 to 3");
  }

  @Test
  void splitsACheckpointByTheFormatOfItsWeights() {
    String checkpoint = Golden.bundled().resolve("flat-tied").toString();
    long whole = weights("describe", checkpoint, "--gpus", "1x80", "--json");
    assertThat(weights("describe", checkpoint, "--gpus", "1x80", "--weights", "int4", "--json"))
        .isLessThan(whole);
    assertThat(weights("describe", checkpoint, "--gpus", "1x80", "--weights", "f32", "--json"))
        .isEqualTo(2 * whole);
  }

  private long weights(String... arguments) {
    out.reset();
    assertThat(run(arguments)).isZero();
    return text(out)
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .filter(line -> line.get("part").asString().equals("stage"))
        .mapToLong(line -> line.get("weights").asLong())
        .sum();
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

  private static void assumeNoDriver() {
    for (String path :
        List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/local/nvidia/lib64")) {
      assumeFalse(Files.exists(Path.of(path, "libcuda.so.1")), "a driver is here");
    }
  }
}

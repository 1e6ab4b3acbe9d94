package io.cuepoint.worker.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.tensorrt.GpuGraphsOnOnnxRuntime;
import io.cuepoint.worker.generate.Model;
import io.cuepoint.worker.golden.Golden;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every case of the golden folders by the graphs that are written for a GPU, in f32. */
class GpuGraphsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "flat-tied/uniform",
        "flat-tied/fractional",
        "flat-tied/irregular",
        "flat-untied-sharded/image",
        "flat-untied-sharded/uniform",
        "nested-tied/uniform",
        "nested5-untied/fractional"
      })
  void giveTheReferencesNumbersAndTokens(String name) throws IOException {
    check(Golden.bundled().resolve(name + ".case.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = "flat-untied-sharded/long")
  void giveThemForALongPrompt(String name) throws IOException {
    check(Golden.shared().resolve(name + ".case.json"));
  }

  private static void check(Path file) throws IOException {
    Checkpoint checkpoint = Checkpoint.open(file.getParent());
    try (Model model = Model.open(checkpoint, GpuGraphsOnOnnxRuntime::open, 0)) {
      Findings findings =
          new CaseCheck(model, GoldenCase.read(file), Tolerance.of(WeightFormat.F32), "gpu").run();
      assertThat(findings.ok()).as(findings.figures().toString()).isTrue();
    }
  }
}

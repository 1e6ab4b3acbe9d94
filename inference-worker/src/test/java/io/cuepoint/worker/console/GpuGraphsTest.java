package io.cuepoint.worker.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.choice.EngineKind;
import io.cuepoint.worker.engine.tensorrt.GpuGraphsOnOnnxRuntime;
import io.cuepoint.worker.generate.Model;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.graph.LayerSpan;
import io.cuepoint.worker.quantize.WeightCache;
import io.cuepoint.worker.quantize.WeightProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest(name = "{0} stages")
  @ValueSource(ints = {1, 3})
  void giveThemToSeveralThatDecodeTogether(int stages) throws Exception {
    Path folder = Golden.bundled().resolve("flat-tied");
    Checkpoint checkpoint = Checkpoint.open(folder);
    int layers = checkpoint.config().text().layers();
    List<LayerSpan> spans =
        IntStream.range(0, stages)
            .mapToObj(i -> new LayerSpan(layers * i / stages, layers * (i + 1) / stages, layers))
            .toList();
    GpuGraphsOnOnnxRuntime engine =
        GpuGraphsOnOnnxRuntime.open(checkpoint, 4, Duration.ofMillis(50), spans);
    engine.holdFirstStepFor(3);
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try (Model model = Model.open(checkpoint, opened -> engine, 0)) {
      List<Future<Findings>> all = new ArrayList<>();
      for (String name : List.of("uniform", "fractional", "irregular", "uniform", "irregular")) {
        GoldenCase golden = GoldenCase.read(folder.resolve(name + ".case.json"));
        all.add(
            threads.submit(
                () ->
                    new CaseCheck(
                            model,
                            golden,
                            Tolerance.of(WeightFormat.F32, EngineKind.TENSORRT),
                            "gpu")
                        .run()));
      }
      for (Future<Findings> each : all) {
        Findings findings = each.get();
        assertThat(findings.ok()).as(findings.figures().toString()).isTrue();
      }
      assertThat(engine.steps()).anyMatch(rows -> rows >= 3).allMatch(rows -> rows <= 4);
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "flat-tied/uniform, INT4",
    "nested-tied/uniform, INT4",
    "flat-tied/uniform, INT8",
    "nested-tied/uniform, INT8",
    "flat-tied/uniform, FP8",
    "nested-tied/uniform, FP8"
  })
  void stayWithinTheirToleranceInFewBits(String name, WeightFormat format, @TempDir Path folder)
      throws IOException {
    Path file = Golden.bundled().resolve(name + ".case.json");
    WeightCache cache = new WeightCache(folder, 1, WeightProgress.NONE);
    check(
        file,
        checkpoint ->
            GpuGraphsOnOnnxRuntime.open(checkpoint, format, cache.openForGpu(checkpoint, format)),
        format);
  }

  private static void check(Path file) throws IOException {
    check(file, GpuGraphsOnOnnxRuntime::open, WeightFormat.F32);
  }

  private static void check(Path file, Function<Checkpoint, Engine> engine, WeightFormat format)
      throws IOException {
    Checkpoint checkpoint = Checkpoint.open(file.getParent());
    try (Model model = Model.open(checkpoint, engine, 0)) {
      Tolerance tolerance = Tolerance.of(format, EngineKind.TENSORRT);
      Findings findings = new CaseCheck(model, GoldenCase.read(file), tolerance, "gpu").run();
      assertThat(findings.ok()).as(findings.figures().toString()).isTrue();
    }
  }
}

package io.cuepoint.worker.engine.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.ComputeThreads;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.EngineOptions;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.tensorrt.BuildProgress;
import io.cuepoint.worker.engine.tensorrt.TensorRtException;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.quantize.WeightProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ChosenEngineTest {
  @TempDir Path folder;

  @Test
  void takesTheProcessorWithoutADriverAndSaysWhy() {
    assumeNoDriver();
    ChosenEngine chosen = choose(EngineKind.AUTO);
    assertThat(chosen.kind()).isEqualTo(EngineKind.ONNXRUNTIME);
    assertThat(chosen.reason())
        .startsWith("onnxruntime, as TensorRT cannot be used: tensorrt.no-driver: no libcuda.so.1");
    assertThat(System.getProperty("org.bytedeco.javacpp.loadLibraries")).isNull();
  }

  @Test
  void failsWhereTensorRtIsAskedForAndCannotBeHad() {
    assumeNoDriver();
    assertThatThrownBy(() -> choose(EngineKind.TENSORRT))
        .isInstanceOfSatisfying(
            TensorRtException.class, e -> assertThat(e.code()).isEqualTo("tensorrt.no-driver"));
  }

  @Test
  void looksForNoGpuWhereTheConfigurationLeavesNoChoice() {
    assertThat(unlooked(EngineKind.ONNXRUNTIME).reason()).isEqualTo("onnxruntime, as configured");
  }

  @Test
  void runsACheckpointByTheEngineThatWasTaken() {
    Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));
    ChosenEngine chosen = unlooked(EngineKind.ONNXRUNTIME);
    try (Engine engine = chosen.open(checkpoint, options(WeightFormat.F32), BuildProgress.NONE)) {
      assertThat(engine.weights().format()).isEqualTo(WeightFormat.F32);
    }
    assertThatThrownBy(
            () -> chosen.open(checkpoint, options(WeightFormat.BF16), BuildProgress.NONE))
        .hasMessageContaining("bf16 needs a GPU");
    assertThatThrownBy(() -> chosen.open(checkpoint, options(WeightFormat.FP8), BuildProgress.NONE))
        .hasMessage("fp8 weights on the CPU (expected: auto, f32, int8 or int4; fp8 needs a GPU)");
  }

  @Test
  void statesItsDefaults() {
    EngineProperties defaults = EngineProperties.of(EngineKind.AUTO);
    assertThat(defaults)
        .isEqualTo(
            new EngineProperties(
                "auto", new EngineProperties.TensorRt(null, List.of(0), 8192, 512, 4096, 0)));
    assertThat(
            new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("cuepoint", EngineProperties.class))
        .isEqualTo(defaults);
    assertThatThrownBy(() -> new EngineProperties("cuda", defaults.tensorrt()))
        .hasMessage("cuepoint.engine: cuda (expected: auto, onnxruntime or tensorrt)");
  }

  private static ChosenEngine unlooked(EngineKind kind) {
    return ChosenEngine.of(
        kind,
        () -> {
          throw new AssertionError("looked for a GPU");
        });
  }

  private ChosenEngine choose(EngineKind kind) {
    return ChosenEngine.of(EngineProperties.of(kind), folder);
  }

  private EngineOptions options(WeightFormat format) {
    return new EngineOptions(
        ComputeThreads.of(1), new MemoryBudget(256 << 20), 1, format, folder, WeightProgress.NONE);
  }

  private static void assumeNoDriver() {
    for (String path :
        List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/local/nvidia/lib64")) {
      assumeFalse(Files.exists(Path.of(path, "libcuda.so.1")), "a driver is here");
    }
  }
}

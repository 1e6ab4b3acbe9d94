package io.cuepoint.worker.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.onnxruntime.OnnxRuntimeEngine;
import io.cuepoint.worker.engine.tensorrt.GpuGraphsOnOnnxRuntime;
import io.cuepoint.worker.quantize.QuantizedWeights;
import io.cuepoint.worker.quantize.WeightCache;
import io.cuepoint.worker.quantize.WeightProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GpuBenchmarkTest {
  @Test
  void timesAnyEngine(@TempDir Path folder) throws IOException {
    Map<String, Double> figures =
        new GpuBenchmark(folder, Shape.of("tiny"), true)
            .run(checkpoint -> OnnxRuntimeEngine.open(checkpoint, 1, new MemoryBudget(1L << 30)));
    assertThat(figures)
        .containsKeys(
            "vision, pair of 224 x 420 (tokens/s)",
            "prefill of 32 (tokens/s)",
            "prefill of 64 (tokens/s)",
            "decode after 128 (tokens/s)",
            "prefill of 32, products with weights (TFLOP/s)",
            "decode after 32, f32 weights read (GB/s)")
        .doesNotContainKey("decode of 8 together after 32 (tokens/s)");
    assertThat(figures.values()).allMatch(figure -> figure > 0 && Double.isFinite(figure));
    assertThat(
            figures.get("prefill of 32, products with weights (TFLOP/s)")
                / figures.get("prefill of 32 (tokens/s)"))
        .as("two for each weight of the first layer and of the last one's keys and values")
        .isCloseTo(2 * (466_944 + 65_536) / 1e12, withinPercentage(1e-6));
  }

  @ParameterizedTest
  @EnumSource(names = {"INT8", "FP8", "INT4"})
  void timesFewBitsByTheBytesThatTheyHave(WeightFormat format, @TempDir Path folder)
      throws IOException {
    WeightCache cache = new WeightCache(folder.resolve("weights"), 1, WeightProgress.NONE);
    Map<String, Double> figures =
        new GpuBenchmark(folder, Shape.of("tiny"), true)
            .run(
                checkpoint -> {
                  QuantizedWeights quantized = cache.openForGpu(checkpoint, format);
                  assertThat(quantized.find(checkpoint.weights().head())).isPresent();
                  return GpuGraphsOnOnnxRuntime.open(checkpoint, format, quantized);
                });
    assertThat(figures.get("decode after 32, %s weights read (GB/s)".formatted(format.label())))
        .isPositive();
  }

  @Test
  void timesCallersTogetherWhereTheEngineServesThemSo(@TempDir Path folder) throws IOException {
    Map<String, Double> figures =
        new GpuBenchmark(folder, Shape.of("tiny"), true)
            .run(checkpoint -> GpuGraphsOnOnnxRuntime.open(checkpoint, 8, Duration.ofMillis(20)));
    assertThat(figures)
        .containsKeys(
            "decode after 128 (tokens/s)",
            "decode of 8 together after 32 (tokens/s)",
            "decode of 8 together after 32, f32 weights read (GB/s)")
        .doesNotContainKey("decode of 32 together after 32 (tokens/s)");
    assertThat(figures.values()).allMatch(figure -> figure > 0 && Double.isFinite(figure));
  }
}

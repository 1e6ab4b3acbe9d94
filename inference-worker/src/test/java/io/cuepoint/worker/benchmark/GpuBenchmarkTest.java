package io.cuepoint.worker.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.Decoder;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.VisionEncoder;
import io.cuepoint.worker.engine.WeightChoice;
import io.cuepoint.worker.engine.onnxruntime.OnnxRuntimeEngine;
import io.cuepoint.worker.engine.tensorrt.GpuGraphsOnOnnxRuntime;
import io.cuepoint.worker.quantize.QuantizedWeights;
import io.cuepoint.worker.quantize.WeightCache;
import io.cuepoint.worker.quantize.WeightProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GpuBenchmarkTest {
  private final Map<String, Double> figures = new LinkedHashMap<>();

  @Test
  void timesAnyEngine(@TempDir Path folder) throws IOException {
    new GpuBenchmark(folder, Shape.of("tiny"), true)
        .run(
            checkpoint -> OnnxRuntimeEngine.open(checkpoint, 1, new MemoryBudget(1L << 30)),
            figures::put);
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
    new GpuBenchmark(folder, Shape.of("tiny"), true)
        .run(
            checkpoint -> {
              QuantizedWeights quantized = cache.openForGpu(checkpoint, format);
              assertThat(quantized.find(checkpoint.weights().head())).isPresent();
              return GpuGraphsOnOnnxRuntime.open(checkpoint, format, quantized);
            },
            figures::put);
    assertThat(figures.get("decode after 32, %s weights read (GB/s)".formatted(format.label())))
        .isPositive();
  }

  @Test
  void timesCallersTogetherWhereTheEngineServesThemSo(@TempDir Path folder) throws IOException {
    new GpuBenchmark(folder, Shape.of("tiny"), true)
        .run(
            checkpoint -> GpuGraphsOnOnnxRuntime.open(checkpoint, 8, Duration.ofMillis(20)),
            figures::put);
    assertThat(figures)
        .containsKeys(
            "decode after 128 (tokens/s)",
            "decode of 8 together after 32 (tokens/s)",
            "decode of 8 together after 32, f32 weights read (GB/s)")
        .doesNotContainKey("decode of 32 together after 32 (tokens/s)");
    assertThat(figures.values()).allMatch(figure -> figure > 0 && Double.isFinite(figure));
  }

  @Test
  void keepsTheFiguresThatWereFoundBeforeAFailure(@TempDir Path folder) {
    assertThatThrownBy(
            () ->
                new GpuBenchmark(folder, Shape.of("tiny"), true)
                    .run(
                        checkpoint ->
                            new WithoutVision(
                                OnnxRuntimeEngine.open(checkpoint, 1, new MemoryBudget(1L << 30))),
                        figures::put))
        .hasMessage("no vision");
    assertThat(figures)
        .containsKeys("load, with building (s)", "decode after 32 (tokens/s)")
        .doesNotContainKey("vision, pair of 224 x 420 (tokens/s)");
  }

  private record WithoutVision(Engine whole) implements Engine {
    @Override
    public WeightChoice weights() {
      return whole.weights();
    }

    @Override
    public VisionEncoder vision() {
      throw new IllegalStateException("no vision");
    }

    @Override
    public Decoder decoder() {
      return whole.decoder();
    }

    @Override
    public void close() {
      whole.close();
    }
  }
}

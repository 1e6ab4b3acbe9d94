package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.DType;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.graph.GpuDecoderGraph;
import io.cuepoint.worker.graph.GraphOptions;
import io.cuepoint.worker.graph.LayerSpan;
import io.cuepoint.worker.graph.OnnxGraph;
import io.cuepoint.worker.quantize.QuantizedWeights;
import io.cuepoint.worker.quantize.WeightCache;
import io.cuepoint.worker.quantize.WeightProgress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanKeyTest {
  private final Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));
  private final TextConfig config = checkpoint.config().text();
  private final Gpu gpu = new Gpu(0, "H100", 9, 0, 1, 13000);
  private final Version version = new Version(10, 15, 1);

  @TempDir Path folder;

  @Test
  void isAnotherWithAnythingThatAPlanDependsOn() {
    byte[] graph = {1};
    PlanKey key = key("decoder", "w", graph, gpu, version, profiles(256), true);
    Stream.of(
            key("vision", "w", graph, gpu, version, profiles(256), true),
            key("decoder", "v", graph, gpu, version, profiles(256), true),
            key("decoder", "w", new byte[] {2}, gpu, version, profiles(256), true),
            key("decoder", "w", graph, new Gpu(0, "A", 9, 0, 1, 0), version, profiles(256), true),
            key(
                "decoder",
                "w",
                graph,
                new Gpu(0, "H100", 8, 0, 1, 0),
                version,
                profiles(256),
                true),
            key("decoder", "w", graph, gpu, new Version(10, 15, 2), profiles(256), true),
            key("decoder", "w", graph, gpu, version, profiles(512), true),
            key("decoder", "w", graph, gpu, version, profiles(256), false))
        .forEach(
            other -> {
              assertThat(other.text()).isNotEqualTo(key.text());
              assertThat(other.fileName()).isNotEqualTo(key.fileName());
            });
  }

  @Test
  void isTheSameOnASecondCardOfThisKindAndAfterAnUpdateOfItsDriver() {
    Gpu second = new Gpu(1, "H100", 9, 0, 1, 13010);
    assertThat(key("decoder", "w", new byte[1], second, version, profiles(256), true))
        .isEqualTo(key("decoder", "w", new byte[1], gpu, version, profiles(256), true));
  }

  @Test
  void knowsWeightsByWhatTheyAreNotByWhereTheyLie() throws IOException {
    List<TensorRef> here = List.copyOf(checkpoint.weights().all());
    try (Stream<Path> files = Files.list(checkpoint.folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    List<TensorRef> there = List.copyOf(Checkpoint.open(folder).weights().all());
    assertThat(WeightsDigest.of(there)).isEqualTo(WeightsDigest.of(here));
    try (RandomAccessFile bytes = new RandomAccessFile(there.get(0).file().toFile(), "rw")) {
      bytes.seek(there.get(0).offset());
      bytes.write(0x3f);
    }
    assertThat(WeightsDigest.of(there)).isNotEqualTo(WeightsDigest.of(here));
  }

  @Test
  void isAnotherForAnotherFormatOfTheWeights() {
    QuantizedWeights quantized =
        new WeightCache(folder, 1, WeightProgress.NONE).openForGpu(checkpoint, WeightFormat.INT4);
    GraphOptions exact = GraphOptions.tensorRt(GraphOptions.Compute.BF16);
    OnnxGraph bf16 = graph(exact);
    OnnxGraph int4 = graph(exact.with(quantized));
    assertThat(bf16.weights()).allMatch(weight -> weight.type() == DType.BF16);
    assertThat(int4.weights()).anyMatch(weight -> weight.type() != DType.BF16);
    assertThat(int4.model()).isNotEqualTo(bf16.model());
    assertThat(WeightsDigest.of(int4.weights())).isNotEqualTo(WeightsDigest.of(bf16.weights()));
  }

  private OnnxGraph graph(GraphOptions options) {
    return GpuDecoderGraph.write(
        config, checkpoint.weights(), options, 1024, LayerSpan.all(config));
  }

  private List<ShapeProfile> profiles(int rows) {
    return ShapeProfile.decoder(config, 1024, rows, 1, LayerSpan.all(config));
  }

  private static PlanKey key(
      String part,
      String weights,
      byte[] graph,
      Gpu gpu,
      Version version,
      List<ShapeProfile> profiles,
      boolean stripped) {
    return PlanKey.of(part, weights, graph, gpu, version, profiles, stripped);
  }
}

package io.cuepoint.worker.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.MemoryRefusedException;
import io.cuepoint.worker.engine.onnxruntime.OnnxRuntimeEngine;
import io.cuepoint.worker.graph.DecoderGraph;
import io.cuepoint.worker.graph.GraphOptions;
import io.cuepoint.worker.graph.OnnxGraph;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of published size, in files that are holes. */
class LargeCheckpointTest {
  private static final String VISION =
      """
      "vision_config": {"hidden_size": 1280, "intermediate_size": %d, "out_hidden_size": %d,
        "tokens_per_second": 2}
      """;

  @TempDir Path folder;

  @Test
  void opensACheckpointOf72BAndReadsBeyond2GiB() throws IOException {
    write(
        """
        {"model_type": "qwen2_5_vl", "hidden_size": 8192, "num_hidden_layers": 80,
         "num_attention_heads": 64, "num_key_value_heads": 8, "vocab_size": 152064,
         "intermediate_size": 29568, "rms_norm_eps": 1e-6, "tie_word_embeddings": false,
         "rope_scaling": {"type": "mrope", "mrope_section": [16, 24, 24]}, %s}
        """
            .formatted(VISION.formatted(3456, 8192)),
        8);
    Weights weights = Checkpoint.open(folder).weights();
    assertThat(weights.all()).hasSize(1353);
    assertThat(parameters(weights)).isEqualTo(73_410_777_344L);
    TensorRef embedding = weights.embedding();
    assertThat(embedding.bytes()).isGreaterThan(Integer.MAX_VALUE);
    try (RandomAccessFile file = new RandomAccessFile(embedding.file().toFile(), "rw")) {
      file.seek(embedding.offset() + embedding.bytes() - 2);
      file.write(new byte[] {0x20, 0x40});
    }
    float[] row = new float[8192];
    Weights.rows(embedding).read(152_063, row, 0);
    assertThat(row[8191]).isEqualTo(2.5f);
    assertThat(row[8190]).isZero();
    OnnxGraph decoder =
        DecoderGraph.write(Checkpoint.open(folder).config().text(), weights, GraphOptions.CPU);
    assertThat(decoder.weights())
        .as("what the runtime widens once and not in every run")
        .allMatch(weight -> weight.elements() * Float.BYTES <= 1 << 30)
        .filteredOn(weight -> weight.name().startsWith("lm_head.weight"))
        .hasSize(10);
    assertThatThrownBy(
            () -> OnnxRuntimeEngine.open(Checkpoint.open(folder), 1, new MemoryBudget(64L << 30)))
        .isInstanceOf(MemoryRefusedException.class)
        .hasMessageContaining("in f32: 288,")
        .hasMessageContaining("expected: at most 68,719,476,736");
  }

  @Test
  void countsTheParametersOf3B() throws IOException {
    write(
        """
        {"model_type": "qwen2_5_vl", "hidden_size": 2048, "num_hidden_layers": 36,
         "num_attention_heads": 16, "num_key_value_heads": 2, "vocab_size": 151936,
         "intermediate_size": 11008, "rms_norm_eps": 1e-6, "tie_word_embeddings": true,
         "rope_scaling": {"type": "mrope", "mrope_section": [16, 24, 24]}, %s}
        """
            .formatted(VISION.formatted(3420, 2048)),
        2);
    Weights weights = Checkpoint.open(folder).weights();
    assertThat(weights.all()).hasSize(824);
    assertThat(parameters(weights)).isEqualTo(3_754_622_976L);
    assertThat(WeightMemory.of(weights)).containsEntry("f32", 4 * 3_754_622_976L);
  }

  private static long parameters(Weights weights) {
    return weights.all().stream().mapToLong(TensorRef::elements).sum();
  }

  private void write(String config, int shards) throws IOException {
    Files.writeString(folder.resolve("config.json"), config);
    Map<String, List<Long>> shapes =
        ExpectedTensors.of(ConfigReader.read(JsonFile.read(folder.resolve("config.json"))));
    Map<String, String> index = new LinkedHashMap<>();
    List<Map<String, List<Long>>> parts = new ArrayList<>();
    for (int i = 0; i < shards; i++) {
      parts.add(new LinkedHashMap<>());
    }
    shapes.forEach(
        (name, shape) -> {
          int part = index.size() * shards / shapes.size();
          index.put(name, "model-%d.safetensors".formatted(part));
          parts.get(part).put(name, shape);
        });
    for (int i = 0; i < shards; i++) {
      TestCheckpoint.sparse(folder.resolve("model-%d.safetensors".formatted(i)), parts.get(i));
    }
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        index.entrySet().stream()
            .map(entry -> "\"%s\":\"%s\"".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(",", "{\"weight_map\":{", "}}")));
  }
}

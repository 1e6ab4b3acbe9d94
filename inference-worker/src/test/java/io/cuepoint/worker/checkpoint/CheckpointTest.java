package io.cuepoint.worker.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.golden.Golden;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "flat-tied, flat, old, true",
    "flat-untied-sharded, flat, old, false",
    "nested-tied, nested, new, true",
    "nested5-untied, nested, new, false",
  })
  void opensEveryLayout(String name, String config, String names, boolean tied) {
    Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve(name));
    assertThat(checkpoint.config().layout()).isEqualTo(config);
    assertThat(checkpoint.weights().layout()).isEqualTo(names);
    assertThat(checkpoint.weights().tied()).isEqualTo(tied);
    assertThat(checkpoint.weights().unused()).isEmpty();
    assertThat(checkpoint.config().text().ropeTheta()).isEqualTo(1e6);
    assertThat(checkpoint.config().vision().tokensPerSecond()).isEqualTo(2);
    assertThat(checkpoint.weights().head().equals(checkpoint.weights().embedding()))
        .isEqualTo(tied);
  }

  @Test
  void stopsOnBothEnds() {
    Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));
    try (Tokenizer tokenizer = checkpoint.tokenizer()) {
      GenerationDefaults defaults = checkpoint.generationDefaults(tokenizer.control());
      assertThat(defaults.endIds()).isEqualTo(Set.of(1600, 1602));
      assertThat(defaults.repetitionPenalty()).isEqualTo(1.05f);
    }
  }

  @Test
  void followsTheLinksOfACache() throws IOException {
    Path blobs = Files.createDirectories(folder.resolve("blobs"));
    TestCheckpoint.copy("flat-untied-sharded", blobs);
    Path snapshot = Files.createDirectories(folder.resolve("snapshots/1"));
    try (var files = Files.list(blobs)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        Files.move(file, blobs.resolve("sha-" + name));
        Files.createSymbolicLink(snapshot.resolve(name), Path.of("../../blobs/sha-" + name));
      }
    }
    assertThat(Checkpoint.open(snapshot).weights().head().file().getFileName().toString())
        .startsWith("sha-model-0000");
    Files.createDirectories(folder.resolve("refs"));
    Files.writeString(folder.resolve("refs/main"), "1\n");
    assertThat(Checkpoint.open(folder).folder()).isEqualTo(snapshot);
    Files.delete(blobs.resolve("sha-model-00002-of-00003.safetensors"));
    assertThatThrownBy(() -> Checkpoint.open(snapshot))
        .hasMessageContaining("model-00002-of-00003.safetensors is a link to a file that is not");
  }

  @Test
  void namesAShardThatIsMissingOrCutOff() throws IOException {
    TestCheckpoint.copy("flat-untied-sharded", folder);
    Path shard = folder.resolve("model-00003-of-00003.safetensors");
    try (RandomAccessFile file = new RandomAccessFile(shard.toFile(), "rw")) {
      file.setLength(file.length() - 1000);
    }
    assertFault("checkpoint.truncated", "model-00003-of-00003.safetensors");
    Files.delete(shard);
    assertFault("checkpoint.missing-shard", "model-00003-of-00003.safetensors");
    Files.copy(folder.resolve("model-00002-of-00003.safetensors"), shard);
    assertFault("checkpoint.missing-tensor", "is not in model-00003-of-00003.safetensors");
  }

  @Test
  void namesTensorsThatDoNotFitTheConfiguration() throws IOException {
    TestCheckpoint.copy("flat-tied", folder);
    edit("\"intermediate_size\": 172", "\"intermediate_size\": 173");
    assertFault("checkpoint.shape", "[172, 64] (expected by config.json: [173, 64])");
    edit("\"intermediate_size\": 173", "\"intermediate_size\": 172");
    edit("\"num_hidden_layers\": 3", "\"num_hidden_layers\": 4");
    assertFault("checkpoint.missing-tensor", "language_model.layers.3.");
    edit("\"num_hidden_layers\": 4", "\"num_hidden_layers\": 3");
    edit("\"tie_word_embeddings\": true", "\"tie_word_embeddings\": false");
    assertFault("checkpoint.missing-tensor", "lm_head.weight");
  }

  @ParameterizedTest
  @CsvSource({
    "qwen2_vl, Qwen2-VL",
    "qwen3_vl, Qwen3-VL",
    "qwen2, a text model",
    "llava, another model",
  })
  void namesAnotherModel(String type, String name) throws IOException {
    TestCheckpoint.copy("flat-tied", folder);
    edit("\"model_type\": \"qwen2_5_vl\",\n \"bos", "\"model_type\": \"" + type + "\",\n \"bos");
    assertFault("checkpoint.not-qwen2.5-vl", name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"num_heads\": 4 | \"num_heads\": 3 | multiple of 4",
        "\"num_key_value_heads\": 2 | \"num_key_value_heads\": 3 | a multiple of 3",
        "\"num_key_value_heads\": 2 | \"num_key_value_heads\": 0 | a multiple of 0",
        "\"rms_norm_eps\": 1e-06 | \"rms_norm_eps\": \"x\" | a number",
        "\"use_sliding_window\": false | \"use_sliding_window\": true | sliding windows",
        "\"type\": \"mrope\" | \"type\": \"yarn\" | mrope or default",
        "\"depth\": 4 | \"depth\": 0 | 1 to 800",
        "\"depth\": 4 | \"depth\": 2000000000 | 1 to 800",
        "\"hidden_act\": \"silu\", | \"hidden_act\": \"gelu\", | silu",
      })
  void namesAConfigurationThatCannotBe(String from, String to, String expected) throws IOException {
    TestCheckpoint.copy("flat-tied", folder);
    edit(from, to);
    assertFault("checkpoint.config", expected);
  }

  @Test
  void fillsKeysThatWereLeftOutWithTheClassDefaults() {
    ModelConfig config =
        ConfigReader.read(
            JsonFile.parse(
                "config.json",
                """
                {"model_type": "qwen2_5_vl", "hidden_size": 2048, "num_hidden_layers": 36,
                 "num_attention_heads": 16, "num_key_value_heads": 2, "vocab_size": 151936,
                 "intermediate_size": 11008, "tie_word_embeddings": true,
                 "rope_scaling": {"type": "mrope", "mrope_section": [16, 24, 24]},
                 "vision_config": {"hidden_size": 1280, "in_chans": 3, "out_hidden_size": 2048}}
                """
                    .getBytes(StandardCharsets.UTF_8)));
    assertThat(config.vision().depth()).isEqualTo(32);
    assertThat(config.vision().intermediate()).isEqualTo(3420);
    assertThat(config.vision().fullAttentionBlocks()).isEqualTo(Set.of(7, 15, 23, 31));
    assertThat(config.vision().tokensPerSecond()).isEqualTo(4);
    assertThat(config.text().rmsNormEps()).isEqualTo(1e-5);
    assertThat(config.text().headDim()).isEqualTo(128);
  }

  @Test
  void namesWeightsThatAreNoNumbers() throws IOException {
    TestCheckpoint.copy("flat-tied", folder);
    Weights weights = Checkpoint.open(folder).weights();
    FiniteWeights.require(weights);
    TensorRef norm = weights.get("language_model.norm.weight", 64);
    try (RandomAccessFile file = new RandomAccessFile(norm.file().toFile(), "rw")) {
      file.seek(norm.offset() + 2 * 5);
      file.write(new byte[] {(byte) 0xc0, 0x7f});
    }
    assertThatThrownBy(() -> FiniteWeights.require(weights))
        .hasMessageContaining("language_model.norm.weight")
        .hasMessageContaining("element 5 is NaN");
  }

  @Test
  void namesAFolderWithoutACheckpoint() {
    assertFault("checkpoint.missing-file", "config.json is not in");
    assertThatThrownBy(() -> Checkpoint.open(folder.resolve("nowhere")))
        .hasMessageContaining("no folder");
  }

  private void edit(String from, String to) throws IOException {
    TestCheckpoint.edit(folder.resolve("config.json"), from, to);
  }

  private void assertFault(String code, String message) {
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            CheckpointException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}

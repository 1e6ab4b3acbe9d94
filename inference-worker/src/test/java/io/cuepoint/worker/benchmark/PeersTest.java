package io.cuepoint.worker.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Peers without their packages: what their scripts get, and what is said when they fail. */
class PeersTest {
  @TempDir Path installed;
  @TempDir Path work;

  @BeforeEach
  void layAPythonThatOnlyNotesItsWords() throws IOException {
    python(
        """
        for word in "$@"; do echo "$word" >> "%s"; done
        echo '{"load": 1.5, "prefill": 20, "decode": 3}'
        """
            .formatted(words()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3b", "3b-6-layers", "7b", "7b-2-layers", "tiny"})
  void givesScriptsTheMeasuresOfTheShape(String label) throws Exception {
    List<Peer> peers = measure(label, "bf16", "q4_0");

    Path config = work.resolve("random-" + label + ".json");
    assertThat(words())
        .content()
        .isEqualTo(
            String.join(
                "\n",
                installed.resolve("cuepoint-transformers.py").toString(),
                "bf16",
                config.toString(),
                "2",
                installed.resolve("cuepoint-gguf.py").toString(),
                "q4_0",
                config.toString(),
                work.resolve("random-" + label + "-q4_0.gguf").toString(),
                ""));
    assertThat(config).content().isEqualTo(Shape.of(label).config());
    assertThat(peers.get(0))
        .isEqualTo(
            new Peer(
                "transformers bf16",
                Map.of(Row.LOAD, 1.5, Row.PREFILL, 20.0, Row.DECODE, 3.0),
                ""));
  }

  @Test
  void saysOf7bThatItsHeadIsItsOwn() throws Exception {
    List<Peer> unused = measure("7b", "f32");
    JsonNode config =
        JsonMapper.shared().readTree(Files.readString(work.resolve("random-7b.json")));
    assertThat(config.get("tie_word_embeddings").asBoolean()).isFalse();
    assertThat(config.get("num_hidden_layers").asInt()).isEqualTo(28);
    assertThat(config.get("hidden_size").asInt()).isEqualTo(3584);
    assertThat(config.get("intermediate_size").asInt()).isEqualTo(18944);
    assertThat(config.get("num_attention_heads").asInt()).isEqualTo(28);
    assertThat(config.get("num_key_value_heads").asInt()).isEqualTo(4);
    assertThat(config.get("vocab_size").asInt()).isEqualTo(152064);
  }

  @Test
  void takesARandomModelThatIsThere() throws Exception {
    Files.writeString(work.resolve("random-3b-q8_0.gguf"), "as it is");
    List<Peer> unused = measure("3b", "q8_0");
    assertThat(words()).doesNotExist();
    assertThat(work.resolve("random-3b-q8_0.gguf")).content().isEqualTo("as it is");
  }

  @Test
  void saysWhyOneDoesNotRun() throws Exception {
    python("echo 'memory: 1.0 GB free' >&2; exit 1");
    assertThat(measure("7b", "f32", "q8_0"))
        .extracting(Peer::missing)
        .containsExactly(
            "exit status 1: memory: 1.0 GB free",
            "no random model: exit status 1: memory: 1.0 GB free");
  }

  @Test
  void hasAReasonForOneThatTheSystemEnds() throws Exception {
    python("kill -9 $$");
    assertThat(measure("7b", "bf16").get(0).missing()).startsWith("exit status 137");
  }

  private List<Peer> measure(String label, String... kinds) throws Exception {
    return new Peers(installed, new BenchmarkFolder(work), Shape.of(label), 2, said -> {})
        .measure(List.of(kinds));
  }

  private Path words() {
    return installed.resolve("words");
  }

  private void python(String does) throws IOException {
    Path python = installed.resolve("venv/bin/python3");
    Files.createDirectories(python.getParent());
    Files.writeString(python, "#!/bin/sh\n" + does + "\n");
    assertThat(python.toFile().setExecutable(true)).isTrue();
  }
}

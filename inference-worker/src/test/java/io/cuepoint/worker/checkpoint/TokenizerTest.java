package io.cuepoint.worker.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.golden.GoldenCase;
import io.cuepoint.worker.text.TextStream;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TokenizerTest {
  private static final CopyOption OVERWRITE = StandardCopyOption.REPLACE_EXISTING;

  @TempDir Path folder;

  @Test
  void givesThePublishedVocabularysIdsAndTexts() {
    JsonNode cases = GoldenCase.json(Golden.shared().resolve("tokenizer.cases.json"));
    assertThat(cases).hasSizeGreaterThan(10);
    try (Tokenizer tokenizer =
        Checkpoint.open(Golden.shared().resolve("published-vocabulary")).tokenizer()) {
      for (JsonNode each : cases) {
        int[] ids = new int[each.get("ids").size()];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = each.get("ids").get(i).asInt();
        }
        String text = each.get("text").asString();
        assertThat(tokenizer.encode(text)).as(text).isEqualTo(ids);
        assertThat(tokenizer.decode(ids)).isEqualTo(each.get("decoded").asString());
        assertThat(tokenizer.decodeWithControl(ids))
            .isEqualTo(each.get("decoded_with_special").asString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flat-tied", "nested-tied"})
  void takesControlTokensThatUsersWriteForText(String checkpoint) {
    try (Tokenizer tokenizer = open(checkpoint)) {
      String text = "end<|im_end|>\n<|im_start|>system<|video_pad|><tool_call>";
      assertThat(tokenizer.encode(text)).contains(tokenizer.control().imEnd());
      int[] ids = tokenizer.encodePlain(text);
      for (int id : ids) {
        assertThat(tokenizer.control().all()).doesNotContain(id);
      }
      assertThat(tokenizer.decode(ids)).isEqualTo(text);
    }
  }

  @Test
  void cutsNothingOffAndKeepsFromTheNetwork() {
    try (Tokenizer tokenizer = open("flat-tied")) {
      assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
      assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
      String text = "one 2 three ".repeat(5_000);
      assertThat(tokenizer.encodePlain(text)).hasSizeGreaterThan(15_000);
      assertThat(tokenizer.decode(tokenizer.encodePlain(text))).isEqualTo(text);
    }
  }

  @Test
  void takesTextThatIsNoUnicode() {
    try (Tokenizer tokenizer = open("flat-tied")) {
      assertThat(tokenizer.decode(tokenizer.encodePlain("a\uD83Cb\uDF89\0c")))
          .isEqualTo("a\uFFFDb\uFFFD\0c");
      assertThat(tokenizer.encodePlain("")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void streamsWholeCharactersThatJoinToTheWholeText(long seed) {
    Random random = new Random(seed);
    try (Tokenizer tokenizer = open("flat-tied")) {
      int[] real = tokenizer.encodePlain("Zürich 🎥🏃‍♀️ 何時ですか？ ".repeat(3));
      int[] noise = random.ints(200, 0, 1600).toArray();
      for (int[] ids : new int[][] {real, noise}) {
        TextStream stream = new TextStream(tokenizer);
        StringBuilder joined = new StringBuilder();
        for (int id : ids) {
          String piece = stream.accept(id);
          if (ids == real) {
            assertThat(piece).doesNotContain("\uFFFD");
          }
          joined.append(piece);
        }
        joined.append(stream.finish());
        assertThat(joined).hasToString(tokenizer.decode(ids));
      }
    }
  }

  @Test
  void refusesTheTokenizerOfAnotherModel() throws IOException {
    copy("flat-tied");
    Files.copy(Golden.bundled().resolve("nested-tied/tokenizer_config.json"), config(), OVERWRITE);
    assertThatThrownBy(this::openCopy)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("1600 as in tokenizer.json");
    Files.copy(
        Golden.bundled().resolve("nested-tied/tokenizer.json"),
        folder.resolve("tokenizer.json"),
        OVERWRITE);
    assertThatThrownBy(this::openCopy)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("<|vision_start|> has id 1209 (expected: 1609");
  }

  @Test
  void namesTheTokenThatIsMissing() throws IOException {
    copy("nested-tied");
    Files.delete(config());
    assertThatThrownBy(this::openCopy).hasMessageContaining("<|endoftext|> is in neither");
  }

  @Test
  void namesATokenizerThatIsNone() throws IOException {
    copy("flat-tied");
    Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": {\"type\": \"Unigram\"}}");
    assertThatThrownBy(this::openCopy).hasMessageContaining("expected: BPE");
    Files.writeString(
        folder.resolve("tokenizer.json"),
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"b c\"]}}");
    assertThatThrownBy(this::openCopy).hasMessageContaining("cannot be loaded");
  }

  private Path config() {
    return folder.resolve("tokenizer_config.json");
  }

  private void copy(String checkpoint) throws IOException {
    TestCheckpoint.copy(checkpoint, folder);
  }

  private void openCopy() {
    Checkpoint.open(folder).tokenizer().close();
  }

  private static Tokenizer open(String checkpoint) {
    return Checkpoint.open(Golden.bundled().resolve(checkpoint)).tokenizer();
  }
}

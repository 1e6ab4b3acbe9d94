package io.cuepoint.worker.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.CheckpointException;
import io.cuepoint.worker.checkpoint.Tokenizer;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.golden.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TokenBytesTest {
  @TempDir Path folder;

  @Test
  void refusesAVocabularyThatCannotSpellEveryByte() throws IOException {
    Path whole = Golden.bundled().resolve("flat-tied");
    try (Stream<Path> files = Files.list(whole)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
    Path file = folder.resolve("tokenizer.json");
    // the byte 0xFF, which is in no text and so in no other token
    String text = Files.readString(file);
    assertThat(text).containsOnlyOnce("\"ÿ\":");
    Files.writeString(file, text.replace("\"ÿ\":", "\"不\":"));
    try (Tokenizer tokenizer = Checkpoint.open(folder).tokenizer()) {
      assertThatThrownBy(() -> TokenBytes.of(tokenizer))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("no token for the byte 0xFF");
    }
  }

  @Test
  void allowsWhatATrainedModelAnswersAsItsTokenizerSpellsIt() throws IOException {
    Path nano = Golden.shared().resolveSibling("nano");
    Assumptions.assumeTrue(Files.exists(nano), "not here: shared/nano");
    try (Tokenizer tokenizer = Checkpoint.open(nano.resolve("checkpoint")).tokenizer();
        Stream<Path> files = Files.list(nano.resolve("films"))) {
      Constraint constraint = Constraints.events(TokenBytes.of(tokenizer), 1_200, 64, 300);
      List<JsonNode> films =
          files.filter(f -> f.toString().endsWith(".expected.json")).map(GoldenCase::json).toList();
      assertThat(films).isNotEmpty();
      for (JsonNode film : films) {
        for (JsonNode window : film.get("windows")) {
          String answer = window.get("answer").asString();
          Cursor cursor = constraint.begin();
          for (int id : tokenizer.encodePlain(answer)) {
            cursor.accept(id);
          }
          assertThat(cursor.json(false)).isEqualTo(answer);
        }
      }
    }
  }
}

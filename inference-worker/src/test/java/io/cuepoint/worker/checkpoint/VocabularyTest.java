package io.cuepoint.worker.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.golden.Golden;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  @ParameterizedTest
  @ValueSource(strings = {"flat-tied", "nested5-untied"})
  void spellsWhatTheTokenizerDecodes(String checkpoint) {
    compare(Golden.bundled().resolve(checkpoint), 1);
  }

  @Test
  void spellsWhatTheTokenizerDecodesOfThePublishedOne() {
    compare(Golden.shared().resolve("published-vocabulary"), 7);
  }

  @Test
  void takesWhatIsSpelledInOtherCharactersForNoText() {
    Vocabulary vocabulary = Vocabulary.of(Map.of(0, "aĠ", 1, "a b", 3, "é"), 5);
    assertThat(vocabulary.size()).isEqualTo(5);
    assertThat(text(vocabulary, 0)).isEqualTo("a ");
    assertThat(vocabulary.length(1)).isZero();
    assertThat(vocabulary.length(2)).isZero();
    assertThat(vocabulary.length(3)).isEqualTo(1);
    assertThat(vocabulary.at(3, 0)).isEqualTo(0xE9);
    assertThat(vocabulary.length(4)).isZero();
  }

  private static void compare(Path folder, int step) {
    try (Tokenizer tokenizer = Checkpoint.open(folder).tokenizer()) {
      Vocabulary vocabulary = tokenizer.vocabulary();
      assertThat(vocabulary.size()).isEqualTo(tokenizer.size());
      for (int id = 0; id < vocabulary.size(); id += step) {
        boolean control = tokenizer.control().all().contains(id);
        assertThat(vocabulary.length(id) == 0).as("token %d", id).isEqualTo(control);
        if (!control) {
          assertThat(text(vocabulary, id)).isEqualTo(tokenizer.decode(id));
        }
      }
    }
  }

  private static String text(Vocabulary vocabulary, int id) {
    byte[] bytes = new byte[vocabulary.length(id)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) vocabulary.at(id, i);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

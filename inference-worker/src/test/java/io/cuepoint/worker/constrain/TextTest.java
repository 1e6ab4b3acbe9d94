package io.cuepoint.worker.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  private static final Rule ONE = Text.of(1, 1);

  @ParameterizedTest
  @ValueSource(strings = {"", "80", "BF", "C0", "8080", "BFBF", "80BF", "7F80", "808080"})
  void takesForOneCharacterWhatTheDecoderOfTheJdkDoes(String rest) {
    byte[] tail = HexFormat.of().parseHex(rest);
    for (int first = 0; first < 256; first++) {
      for (int second = -1; second < 256; second++) {
        ByteBuffer bytes = ByteBuffer.allocate(5).put((byte) first);
        if (second >= 0) {
          bytes.put((byte) second);
        }
        bytes.put(tail).flip();
        // what a backslash begins is the other tests' business
        boolean special = first < 0x20 || first == '"';
        if (first == '\\') {
          continue;
        }
        assertThat(isWhole(bytes))
            .as("%02X %02X %s", first, second, rest)
            .isEqualTo(!special && isOneCharacter(bytes));
      }
    }
  }

  @Test
  void takesEveryEscapeThatIsACharacterButThatOfZero() {
    for (int unit = 0; unit <= 0xFFFF; unit++) {
      boolean whole = unit != 0 && !Character.isSurrogate((char) unit);
      assertThat(isWhole("\\u%04x".formatted(unit))).as("%04x", unit).isEqualTo(whole);
      assertThat(isWhole("\\u%04X".formatted(unit))).as("%04X", unit).isEqualTo(whole);
      boolean high = Character.isHighSurrogate((char) unit);
      assertThat(isWhole("\\u%04x\\uDC00".formatted(unit))).as("%04x", unit).isEqualTo(high);
      boolean low = Character.isLowSurrogate((char) unit);
      assertThat(isWhole("\\udbff\\u%04x".formatted(unit))).as("%04x", unit).isEqualTo(low);
    }
  }

  @Test
  void takesOnlyTheShortEscapesThatPythonWrites() {
    for (int letter = 0; letter < 128; letter++) {
      boolean expected = "\"\\bfnrt".indexOf(letter) >= 0;
      assertThat(isWhole("\\" + (char) letter)).as("%c", letter).isEqualTo(expected);
    }
  }

  private static boolean isOneCharacter(ByteBuffer bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
      return text.codePointCount(0, text.length()) == 1;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isWhole(String text) {
    return isWhole(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean isWhole(ByteBuffer bytes) {
    Rule rule = ONE.after('"');
    for (int i = 0; i < bytes.limit(); i++) {
      rule = rule.after(bytes.get(i) & 0xFF);
    }
    return rule.after('"').mayEnd();
  }
}

package io.cuepoint.worker.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CursorTest {
  private static final String EVENT =
      "{\"start_time\": \"00:01.00\", \"end_time\": \"00:02.50\", \"description\": \"a, ]}\"}";

  private static TokenBytes tokens;

  @BeforeAll
  static void open() {
    tokens = Vocabularies.small();
  }

  @Test
  void isDoneWithTheLastBracket() {
    Cursor cursor = write(events(), "[" + EVENT + "]");
    assertThat(cursor.isDone()).isTrue();
    assertThat(cursor.allowed().isEmpty()).isTrue();
    assertThat(cursor.json(false)).isEqualTo("[" + EVENT + "]");
    assertThat(cursor.json(true)).isEqualTo("[" + EVENT + "]");
  }

  @Test
  void cutsEventsAfterTheLastWholeOne() {
    assertThat(write(events(), "").json(true)).isNull();
    assertThat(write(events(), "[").json(true)).isEqualTo("[]");
    for (int length = 1; length < EVENT.length(); length++) {
      String part = EVENT.substring(0, length);
      assertThat(write(events(), "[" + part).json(true)).isEqualTo("[]");
      assertThat(write(events(), "[" + EVENT + ", " + part).json(true))
          .isEqualTo("[" + EVENT + "]");
    }
    assertThat(write(events(), "[" + EVENT).json(true)).isEqualTo("[" + EVENT + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'array','items':{'type':'integer'}} | [1, 23 | [1]",
        "{'type':'array','items':{'type':'integer'}} | [1, 23, | [1, 23]",
        "{'type':'array','items':{'type':'boolean'},'minItems':2} | [true, true | [true, true]",
        "{'type':'array','items':{'type':'boolean'},'minItems':2} | [true, | ",
        "{'type':'array','items':{'type':'array','items':{'type':'null'}}} | [[null], [null, | [[null]]",
        "{'type':'integer'} | 12 | ",
        "{'type':'string'} | \"ab | ",
        "OBJECT | {\"a\": 1 | {}",
        "OBJECT | {\"a\": 1, \"b\": [true, fal | {\"a\": 1, \"b\": [true]}",
        "OBJECT | {\"b\": [true], \"c\": {\"d\": nul | {\"b\": [true], \"c\": {}}",
        "OBJECT | {\"b\": [true], \"c\": {\"d\": null} | {\"b\": [true], \"c\": {\"d\": null}}",
      })
  void cutsAfterTheLastWholeItemOrSaysThatNothingIsThere(
      String schema, String written, String expected) {
    String object =
        "{'type':'object','properties':{'a':{'type':'integer'},"
            + "'b':{'type':'array','items':{'type':'boolean'}},"
            + "'c':{'type':'object','properties':{'d':{'type':'null'}}}}}";
    Cursor cursor = write(json(schema.replace("OBJECT", object)), written);
    assertThat(cursor.json(true)).isEqualTo(expected);
  }

  @Test
  void givesNoObjectThatLacksWhatIsRequired() {
    Constraint constraint =
        json(
            "{'type':'object','required':['b'],'properties':"
                + "{'a':{'type':'null'},'b':{'type':'boolean'}}}");
    assertThat(write(constraint, "{\"a\": null, \"b\": tru").json(true)).isNull();
    assertThat(write(constraint, "{\"a\": null, \"b\": true").json(true))
        .isEqualTo("{\"a\": null, \"b\": true}");
  }

  @Test
  void mayEndWhereMoreMayFollow() {
    Cursor cursor = write(json("{'type':'integer','maximum':99}"), "9");
    assertThat(cursor.mayEnd()).isTrue();
    assertThat(cursor.isDone()).isFalse();
    assertThat(cursor.json(false)).isEqualTo("9");
    assertThat(write(json("{'type':'integer','maximum':99}"), "99").isDone()).isTrue();
  }

  @Test
  void refusesATokenThatMayNotCome() {
    Cursor cursor = events().begin();
    int brace = id("{");
    assertThatThrownBy(() -> cursor.accept(brace))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("token " + brace);
    assertThatThrownBy(() -> cursor.accept(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAClipWhoseTimesCannotBeWritten() {
    assertThatThrownBy(() -> Constraints.events(tokens, 600_000, 64, 300))
        .hasMessage("clip: 600000 (expected: 1 to 599999)");
    assertThatThrownBy(() -> Constraints.events(tokens, 0, 64, 300)).hasMessageContaining("clip");
    assertThatThrownBy(() -> Constraints.events(tokens, 1, -1, 300)).hasMessageContaining("events");
    assertThatThrownBy(() -> Constraints.events(tokens, 1, 0, 0)).hasMessageContaining("desc");
  }

  @Test
  void writesTheLatestTimesThereAre() {
    String latest = EVENT.replace("00:01.00", "99:59.98").replace("00:02.50", "99:59.99");
    Cursor cursor = write(Constraints.events(tokens, 599_999, 1, 9), "[" + latest + "]");
    assertThat(cursor.isDone()).isTrue();
  }

  private static Constraint events() {
    return Constraints.events(tokens, 250, 3, 300);
  }

  private static Constraint json(String schema) {
    return Constraints.json(
        tokens, JsonSchema.parse(JsonMapper.shared().readTree(schema.replace('\'', '"'))));
  }

  /** Byte by byte. */
  private static Cursor write(Constraint constraint, String text) {
    Cursor cursor = constraint.begin();
    for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
      cursor.accept(id(String.valueOf((char) (next & 0xFF))));
    }
    return cursor;
  }

  private static int id(String bytes) {
    int id = 0;
    while (!Vocabularies.bytes(tokens.vocabulary(), id).equals(bytes)) {
      id++;
    }
    return id;
  }
}

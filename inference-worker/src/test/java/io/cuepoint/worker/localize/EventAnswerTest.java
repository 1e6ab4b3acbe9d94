package io.cuepoint.worker.localize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.TimeSpan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventAnswerTest {
  private static final LocalEvent FALLS = event(2, 5.5, "a star falls");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"start_time\": \"00:02.00\", \"end_time\": \"00:05.50\", \"description\": \"a star falls\"}]",
        "```json\n[\n  {\"start_time\": \"00:02.00\", \"end_time\": \"00:05.50\", \"description\": \"a star falls\"}\n]\n```",
        "Here it is: {\"start_time\": 2, \"end_time\": \"5.5s\", \"description\": \" a star falls \"}",
        "{\"00:02.00 - 00:05.50\": \"a star falls\"}",
        "{\"events\": [{\"start_time\": \"00:00:02.0\", \"end_time\": \"00:00:05.50\", \"description\": \"a star falls\"}]}",
        "[{\"start_time\": \"00:05.50\", \"end_time\": \"00:02.00\", \"description\": \"a star falls\"}]",
        "[{\"start_time\": \"00:02.00\", \"end_time\": \"00:05.50\", \"description\": \"a\\u0000 star falls\"}]",
        "[{\"start_time\": \"00:02.00\", \"end_time\": \"00:05.50\", \"description\": \"a star falls\"}, {\"start_ti"
      })
  void readsTheFormsInWhichTheModelAnswers(String answer) throws Exception {
    assertThat(read(answer)).containsExactly(FALLS);
  }

  @Test
  void readsASentenceWithTimes() throws Exception {
    assertThat(read("The given query happens in 2.0 - 5.5 seconds."))
        .containsExactly(event(2, 5.5, "otherwise"));
    assertThat(read("It happens from 00:02.00 to 00:05.50 and from 8s to 9s."))
        .containsExactly(event(2, 5.5, "otherwise"), event(8, 9, "otherwise"));
  }

  @Test
  void cutsAtTheEndOfTheClipAndLeavesOutWhatIsBeyond() throws Exception {
    assertThat(
            read(
                "[{\"start_time\": \"00:10.00\", \"end_time\": \"00:15.00\", \"description\": \"a\"},"
                    + "{\"start_time\": \"00:12.00\", \"end_time\": \"00:15.00\", \"description\": \"b\"},"
                    + "{\"start_time\": \"00:03.00\", \"end_time\": \"00:03.00\", \"description\": \"c\"}]"))
        .containsExactly(event(10, 12, "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "```json\n[]\n```", "The described content does not occur."})
  void takesAPlainNoForNoEvents(String answer) throws Exception {
    assertThat(read(answer)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "!!!!!!!!",
        "A man walks in.",
        "[1, 2]",
        "[{\"start_time\": \"soon\", \"end_time\": \"00:05.50\", \"description\": \"x\"}]",
        "{\"answer\": \"yes\"}",
        "{\"start_time"
      })
  void neverTakesNonsenseForNoEvents(String answer) {
    assertThatThrownBy(() -> read(answer))
        .isInstanceOfSatisfying(
            UnreadableAnswerException.class, e -> assertThat(e.answer()).isEqualTo(answer))
        .hasMessageContaining("expected");
  }

  private static List<LocalEvent> read(String answer) throws UnreadableAnswerException {
    return EventAnswer.read(answer, 12_000_000, "otherwise");
  }

  private static LocalEvent event(double start, double end, String description) {
    return new LocalEvent(TimeSpan.ofSeconds(start, end), description);
  }
}

package io.cuepoint.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void readsWhatItWrites() {
    for (boolean sampled : new boolean[] {true, false}) {
      TraceParent trace = new TraceParent(TRACE, SPAN, sampled);
      assertThat(trace.text()).isEqualTo("00-" + TRACE + "-" + SPAN + (sampled ? "-01" : "-00"));
      assertThat(TraceParent.parse(trace.text())).contains(trace);
      RecordHeaders headers = new RecordHeaders();
      trace.addTo(headers);
      assertThat(TraceParent.of(headers)).contains(trace);
    }
  }

  @Test
  void readsLaterVersionsAndOtherFlags() {
    assertThat(TraceParent.parse("cc-" + TRACE + "-" + SPAN + "-03-what-comes"))
        .contains(new TraceParent(TRACE, SPAN, true));
    assertThat(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-02"))
        .contains(new TraceParent(TRACE, SPAN, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-01x",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
      })
  void takesAnythingElseForNone(String text) {
    assertThat(TraceParent.parse(text)).isEmpty();
  }

  @Test
  void refusesIdsThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TraceParent("0".repeat(32), SPAN, true))
        .withMessageContaining("32 hexadecimal digits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TraceParent(TRACE, "b7", true))
        .withMessageContaining("16 hexadecimal digits");
  }
}

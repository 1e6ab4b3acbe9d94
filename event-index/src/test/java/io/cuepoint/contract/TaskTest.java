package io.cuepoint.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.Task.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTest {
  @Test
  void tellsQuestionsOfOneKindApart() {
    assertThat(Task.ground("a door opens").fingerprint())
        .hasSize(12)
        .isEqualTo(Task.ground("a door opens").fingerprint())
        .isNotEqualTo(Task.ground("a door closes").fingerprint());
    assertThat(Task.lookFor(List.of("a", "b")).fingerprint())
        .isNotEqualTo(Task.lookFor(List.of("b", "a")).fingerprint())
        .isNotEqualTo(Task.boxes(List.of("a", "b")).fingerprint());
    assertThat(Task.DENSE.fingerprint()).isEmpty();
  }

  @Test
  void refusesWhatDoesNotBelongToItsKind() {
    assertThatThrownBy(() -> new Task(Kind.DENSE, List.of("smoke"), null, null))
        .hasMessageContaining("lookFor");
    assertThatThrownBy(() -> new Task(Kind.GROUND, List.of(), null, null))
        .hasMessageContaining("query missing");
    assertThatThrownBy(() -> new Task(Kind.EXTRACT, List.of(), "signs", null))
        .hasMessageContaining("schema missing");
    assertThatThrownBy(() -> new Task(Kind.DENSE, List.of(), "when", null))
        .hasMessageContaining("query given");
  }

  @Test
  void refusesBlankAndEndlessWords() {
    assertThatThrownBy(() -> Task.ground(" ")).hasMessageContaining("not blank");
    assertThatThrownBy(() -> Task.ground("x".repeat(501))).hasMessageContaining("501");
    assertThatThrownBy(() -> Task.lookFor(List.of("x".repeat(201)))).hasMessageContaining("201");
    assertThatThrownBy(() -> Task.lookFor(java.util.Collections.nCopies(33, "x")))
        .hasMessageContaining("33 phrases");
  }
}

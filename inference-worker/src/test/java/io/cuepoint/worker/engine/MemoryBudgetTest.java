package io.cuepoint.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.engine.onnxruntime.OnnxRuntimeEngine;
import io.cuepoint.worker.golden.Golden;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  @Test
  void refusesMoreThanIsLeftAndSaysWhatTakesTheRest() {
    MemoryBudget budget = new MemoryBudget(1000);
    budget.reserve("weights", 700);
    assertThatThrownBy(() -> budget.reserve("KV cache", 301))
        .isInstanceOf(MemoryRefusedException.class)
        .hasMessage(
            "KV cache: 301 bytes (expected: at most 300, the rest of 1,000 beside {weights=700})");
    assertThat(budget.reserved()).isEqualTo(700);
  }

  @Test
  void givesBackWhatIsClosedOnce() {
    MemoryBudget budget = new MemoryBudget(1000);
    MemoryBudget.Reservation one = budget.reserve("cache", 400);
    MemoryBudget.Reservation two = budget.reserve("cache", 400);
    one.close();
    one.close();
    assertThat(budget.reserved()).isEqualTo(400);
    two.close();
    assertThat(budget.reserved()).isZero();
  }

  @Test
  void refusesACheckpointWhoseWeightsDoNotFit() {
    Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));
    MemoryBudget budget = new MemoryBudget(100_000);
    assertThatThrownBy(() -> OnnxRuntimeEngine.open(checkpoint, 1, budget))
        .isInstanceOf(MemoryRefusedException.class)
        .hasMessageContaining("weights of flat-tied in f32: 2,")
        .hasMessageContaining("expected: at most 100,000");
    assertThat(budget.reserved()).isZero();
  }
}

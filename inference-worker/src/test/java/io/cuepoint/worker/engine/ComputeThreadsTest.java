package io.cuepoint.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeThreadsTest {
  @Test
  void readsProcessorsAsLinuxWritesThem() {
    assertThat(ComputeThreads.on("0-2, 8,5-5"))
        .isEqualTo(new ComputeThreads(5, List.of(0, 1, 2, 8, 5)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "3-1", "0-1,1", "1,,2", "-1", "99999"})
  void refusesWhatIsNoListOfProcessors(String cores) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ComputeThreads.on(cores))
        .withMessage("processors: " + cores + " (expected: numbers and ranges, each once: 0-3,8)");
  }

  @Test
  void wantsAProcessorForEachThread() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ComputeThreads(3, List.of(0, 1)))
        .withMessage("3 threads on processors [0, 1] (expected: one for each)");
  }
}

package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.engine.EngineException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void tellsWhatTheBuilderIsMissing() {
    EngineException failure =
        Failures.of(
            "the builder",
            List.of(
                "Unable to load library: libnvinfer_builder_resource_sm90.so.10.15.1:"
                    + " cannot open shared object file"),
            "tensorrt.build");
    assertThat(failure.code()).isEqualTo("tensorrt.builder-resource");
    assertThat(failure)
        .hasMessageContaining("resource_sm90")
        .hasMessageContaining("cuepoint.tensorrt.home");
  }

  @Test
  void tellsThatTheMemoryIsUsedUp() {
    EngineException failure =
        Failures.of("the plan", List.of("Error Code 2: OutOfMemory (no further information)"), "x");
    assertThat(failure.code()).isEqualTo("engine.memory");
    assertThat(failure).hasMessageContaining("cuepoint.tensorrt.positions");
  }

  @Test
  void tellsAnOldDriverAsTensorRtWritesIt() {
    assertThat(
            Failures.of(
                    "the builder",
                    List.of(
                        "createInferBuilder: Error Code 6: API Usage Error (CUDA initialization"
                            + " failure with error: 35. Please check your CUDA installation)"),
                    "x")
                .code())
        .isEqualTo("tensorrt.no-driver");
  }

  @Test
  void tellsTheFirstLineAndTheLastOfWhatItDoesNotKnow() {
    EngineException failure =
        Failures.of("the plan", List.of("first", "second", "third"), "tensorrt.build");
    assertThat(failure.code()).isEqualTo("tensorrt.build");
    assertThat(failure).hasMessage("the plan: first; last: third");
    assertThat(Failures.of("it", List.of("only"), "tensorrt.run")).hasMessage("it: only");
    assertThat(Failures.of("it", List.of(), "tensorrt.run")).hasMessage("it: no reason was logged");
  }
}

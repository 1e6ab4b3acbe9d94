package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.checkpoint.WeightFormat;
import org.junit.jupiter.api.Test;

class GpuTest {
  @Test
  void refusesNumbersThatItDoesNotHave() {
    assertThatThrownBy(() -> gpu(8, 6).require(WeightFormat.FP8))
        .isInstanceOfSatisfying(
            TensorRtException.class, e -> assertThat(e.code()).isEqualTo("tensorrt.weights"))
        .hasMessage(
            "fp8 weights on a GPU (sm_86, 24.0 GB, driver for CUDA 13.0) (expected: sm_89 or newer;"
                + " int8 runs on this one)");
  }

  @Test
  void runsAllOthersAndThoseFromItsGenerationOn() {
    gpu(8, 9).require(WeightFormat.FP8);
    gpu(9, 0).require(WeightFormat.FP8);
    gpu(8, 0).require(WeightFormat.INT8);
  }

  private static Gpu gpu(int major, int minor) {
    return new Gpu(0, "a GPU", major, minor, 24_000_000_000L, 13000);
  }
}

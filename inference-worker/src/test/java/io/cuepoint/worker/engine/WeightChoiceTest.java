package io.cuepoint.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.WeightFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightChoiceTest {
  @ParameterizedTest(name = "{0} bytes free: {1}")
  @CsvSource({
    "3300000000, F32",
    "3299999999, INT8",
    "1100000000, INT8",
    "1099999999, INT4",
    "700000000, INT4",
    "1, INT4"
  })
  void takesTheMostExactThatFitsBesideTheWork(long free, WeightFormat expected) {
    assertThat(choose(WeightFormat.AUTO, free).format()).isEqualTo(expected);
  }

  @Test
  void saysWhyInWords() {
    assertThat(choose(WeightFormat.AUTO, 2_000_000_000).reason())
        .isEqualTo(
            "int8 weights: 0.80 GB and 0.30 GB for the work fit into 2.00 GB,"
                + " too little for f32 (3.00 GB)");
    assertThat(choose(WeightFormat.AUTO, 4_000_000_000L).reason())
        .isEqualTo("f32 weights: 3.00 GB and 0.30 GB for the work fit into 4.00 GB");
    assertThat(choose(WeightFormat.AUTO, 500_000_000).reason())
        .isEqualTo(
            "int4 weights, the smallest: beside 0.30 GB for the work 0.50 GB is too little for"
                + " f32 (3.00 GB), int8 (0.80 GB), int4 (0.40 GB)");
  }

  @Test
  void takesWhatIsAskedForWhateverThereIs() {
    WeightChoice choice = choose(WeightFormat.F32, 1);
    assertThat(choice.format()).isEqualTo(WeightFormat.F32);
    assertThat(choice.reason()).isEqualTo("f32 weights, as configured");
  }

  private static WeightChoice choose(WeightFormat asked, long free) {
    return WeightChoice.of(
        asked,
        WeightChoice.ON_CPU,
        format ->
            switch (format) {
              case F32 -> 3_000_000_000L;
              case INT8 -> 800_000_000;
              case INT4 -> 400_000_000;
              case AUTO, BF16, FP8 -> throw new IllegalArgumentException(format + " is not chosen");
            },
        free,
        300_000_000);
  }
}

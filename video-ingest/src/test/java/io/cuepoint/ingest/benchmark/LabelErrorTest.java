package io.cuepoint.ingest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cuepoint.ingest.benchmark.LabelError.Labelled;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelErrorTest {
  private final List<Labelled> frames =
      IntStream.range(0, 100).mapToObj(i -> new Labelled(i / 10.0, "frame " + i)).toList();

  @Test
  void isZeroWhereTheFrameOnScreenIsShown() {
    LabelError error =
        LabelError.of(List.of(new double[] {0.25, 0.2}, new double[] {0.5, 0.5}), frames);

    assertThat(error).isEqualTo(new LabelError(0, 0));
  }

  @Test
  void tellsHowFarFramesComeFromTheFuture() {
    LabelError error =
        LabelError.ofContents(
            List.of(new Labelled(1, "frame 12"), new Labelled(2, "frame 24")), frames);

    assertThat(error.meanSeconds()).isCloseTo(0.3, within(1e-9));
    assertThat(error.greatestSeconds()).isCloseTo(0.4, within(1e-9));
  }

  @Test
  void refusesSamplesOfNothingKnown() {
    assertThatThrownBy(() -> LabelError.ofContents(List.of(new Labelled(1, "?")), frames))
        .isInstanceOf(IllegalStateException.class);
  }
}

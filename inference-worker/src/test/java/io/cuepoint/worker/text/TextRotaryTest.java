package io.cuepoint.worker.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.ControlTokens;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.vision.Grid;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TextRotaryTest {
  private static final ControlTokens CONTROL =
      new ControlTokens(80, 81, 82, 83, 84, 90, 91, Set.of(80, 81, 82, 83, 84, 90, 91));
  private static final TextConfig CONFIG =
      new TextConfig(1, 256, 2, 1, 128, 8, 100, 1e-6, 1e6, List.of(16, 24, 24), true, 10, "silu");

  @Test
  void turnsEachFrequencyByItsAxis() {
    MediaSpan span = MediaSpan.even(new Grid(2, 2, 4), 10, 2);
    Positions positions = Positions.of(new int[] {1, 91, 91, 91, 91, 2}, List.of(span), CONTROL);
    float[] cos = new float[2 * 64];
    float[] sin = new float[2 * 64];
    new TextRotary(CONFIG).fill(positions, 4, 6, cos, sin);
    // the last pad: time 1 + 20, row 1 + 0, column 1 + 1; the text after it: 22 on all axes
    int[] last = {21, 1, 2};
    for (int k = 0; k < 64; k++) {
      double frequency = Math.pow(1e6, -2.0 * k / 128);
      double angle = last[k < 16 ? 0 : k < 40 ? 1 : 2] * frequency;
      assertThat(cos[k]).as("cos %d", k).isCloseTo((float) Math.cos(angle), Offset.offset(3e-6f));
      assertThat(sin[k]).as("sin %d", k).isCloseTo((float) Math.sin(angle), Offset.offset(3e-6f));
      assertThat(sin[64 + k]).isCloseTo((float) Math.sin(22 * frequency), Offset.offset(3e-6f));
    }
  }
}

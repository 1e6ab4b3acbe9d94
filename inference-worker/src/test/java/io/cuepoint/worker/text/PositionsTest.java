package io.cuepoint.worker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.checkpoint.ControlTokens;
import io.cuepoint.worker.vision.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {
  private static final int IMAGE = 90;
  private static final int VIDEO = 91;
  private static final ControlTokens CONTROL =
      new ControlTokens(80, 81, 82, 83, 84, IMAGE, VIDEO, Set.of(80, 81, 82, 83, 84, IMAGE, VIDEO));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void equalTheRulesStatedPlainly(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      List<Integer> ids = new ArrayList<>();
      List<MediaSpan> media = new ArrayList<>();
      List<int[]> expected = new ArrayList<>();
      int next = text(random, ids, expected, 0);
      for (int medium = random.nextInt(4); medium > 0; medium--) {
        MediaSpan span = span(random);
        media.add(span);
        next = medium(span, ids, expected, next);
        next = text(random, ids, expected, next);
      }
      Positions positions =
          Positions.of(ids.stream().mapToInt(Integer::intValue).toArray(), media, CONTROL);
      for (int i = 0; i < ids.size(); i++) {
        assertThat(new int[] {positions.time(i), positions.height(i), positions.width(i)})
            .as("token %d of %s", i, media)
            .isEqualTo(expected.get(i));
      }
      int most = expected.stream().flatMapToInt(IntStream::of).max().orElseThrow();
      assertThat(positions.time(ids.size())).isEqualTo(most + 1);
      assertThat(positions.width(ids.size() + 9)).isEqualTo(most + 10);
    }
  }

  @Test
  void staysInStepWithTimeAt2997FramesASecond() {
    // a grid of two samples a second, whatever the source's rate: the first frames of the pairs
    List<Double> seconds = IntStream.range(0, 200).mapToObj(i -> (double) i).toList();
    List<Integer> even = IntStream.range(0, 200).map(i -> 2 * i).boxed().toList();
    assertThat(MediaSpan.at(new Grid(200, 2, 2), seconds, 2).times()).isEqualTo(even);
    assertThat(MediaSpan.even(new Grid(200, 2, 2), 1, 2).times()).isEqualTo(even);
  }

  @Test
  void givesThePublishedExample() {
    int[] ids = new int[15 + 16_128 + 2];
    Arrays.fill(ids, 15, 15 + 16_128, VIDEO);
    MediaSpan span = MediaSpan.even(new Grid(84, 24, 32), 2, 2);
    Positions positions = Positions.of(ids, List.of(span), CONTROL);
    assertThat(positions.time(15)).isEqualTo(15);
    assertThat(positions.time(15 + 16_127)).isEqualTo(347);
    assertThat(positions.height(15 + 16_127)).isEqualTo(26);
    assertThat(positions.width(15 + 16_127)).isEqualTo(30);
    assertThat(positions.time(15 + 16_128)).isEqualTo(348);
    assertThat(positions.time(15 + 16_129)).isEqualTo(349);
  }

  @Test
  void namesPadsThatDoNotMatch() {
    MediaSpan span = MediaSpan.image(2, 4);
    assertThatThrownBy(() -> Positions.of(new int[] {1, IMAGE}, List.of(span), CONTROL))
        .hasMessageContaining("1 pads at 1 (expected: 2");
    assertThatThrownBy(() -> Positions.of(new int[] {1, VIDEO, VIDEO}, List.of(span), CONTROL))
        .hasMessageContaining("0 pads");
    assertThatThrownBy(() -> Positions.of(new int[] {1, IMAGE, IMAGE}, List.of(), CONTROL))
        .hasMessageContaining("more runs");
    assertThatThrownBy(() -> Positions.of(new int[] {1}, List.of(span), CONTROL))
        .hasMessageContaining("0 runs of pads (expected: 1)");
  }

  @Test
  void refusesTimesThatAreNone() {
    Grid grid = new Grid(2, 2, 2);
    assertThatThrownBy(() -> MediaSpan.at(grid, List.of(1.0, 0.0), 2)).hasMessageContaining("fall");
    assertThatThrownBy(() -> MediaSpan.at(grid, List.of(0.0), 2)).hasMessageContaining("2 steps");
    assertThatThrownBy(() -> MediaSpan.even(grid, Float.NaN, 2)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> MediaSpan.even(grid, 1e9f, 2)).hasMessageContaining("ten million");
  }

  private static MediaSpan span(Random random) {
    Grid grid =
        new Grid(1 + random.nextInt(9), 2 + 2 * random.nextInt(4), 2 + 2 * random.nextInt(4));
    return random.nextInt(4) == 0
        ? MediaSpan.image(grid.height(), grid.width())
        : MediaSpan.even(grid, random.nextFloat() * 3, 2);
  }

  private static int text(Random random, List<Integer> ids, List<int[]> expected, int next) {
    int length = 1 + random.nextInt(5);
    for (int i = 0; i < length; i++) {
      ids.add(random.nextInt(80));
      expected.add(new int[] {next + i, next + i, next + i});
    }
    return next + length;
  }

  /** One token a cell; what follows comes after the highest of all three axes. */
  private static int medium(MediaSpan span, List<Integer> ids, List<int[]> expected, int base) {
    int most = base;
    int columns = span.grid().width() / 2;
    int cells = span.grid().height() / 2 * columns;
    for (int token = 0; token < span.grid().steps() * cells; token++) {
      int[] position = {
        base + span.times().get(token / cells),
        base + token % cells / columns,
        base + token % cells % columns
      };
      ids.add(span.video() ? VIDEO : IMAGE);
      expected.add(position);
      most = Math.max(most, Arrays.stream(position).max().orElseThrow());
    }
    return most + 1;
  }
}

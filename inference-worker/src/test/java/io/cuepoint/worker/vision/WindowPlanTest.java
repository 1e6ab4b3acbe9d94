package io.cuepoint.worker.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowPlanTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void equalsTheReferencesRuleStatedPlainly(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      Grid grid =
          new Grid(1 + random.nextInt(3), 2 + 2 * random.nextInt(13), 2 + 2 * random.nextInt(13));
      int side = 1 + random.nextInt(5);
      List<Long> index = new ArrayList<>();
      List<Long> lengths = new ArrayList<>(List.of(0L));
      restate(grid, side, index, lengths);
      WindowPlan plan = WindowPlan.of(grid, side);
      assertThat(plan.windowIndex(grid.steps()))
          .as("%s by %d", grid, side)
          .containsExactly(index.stream().mapToLong(Long::longValue).toArray());
      assertThat(plan.cumulativeLengths(grid.steps()))
          .containsExactly(lengths.stream().mapToLong(Long::longValue).toArray());
    }
  }

  @Test
  void givesTheWorkedExample() {
    WindowPlan plan = WindowPlan.of(new Grid(12, 26, 46), 4);
    assertThat(plan.windows()).hasSize(24).startsWith(64, 64, 64, 64, 64, 48).endsWith(16, 12);
    assertThat(IntStream.of(plan.windows()).sum()).isEqualTo(1196);
    assertThat(plan.cells())
        .startsWith(0, 1, 2, 3, 23, 24, 25, 26, 46, 47, 48, 49, 69, 70, 71, 72, 4, 5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void bringsTokensBackIntoRasterOrder(long seed) {
    Random random = new Random(seed);
    Grid grid = new Grid(3, 2 + 2 * random.nextInt(9), 2 + 2 * random.nextInt(9));
    WindowPlan plan = WindowPlan.of(grid, 4);
    long[] index = plan.windowIndex(3);
    float[] windowed = new float[index.length * 2];
    for (int i = 0; i < index.length; i++) {
      windowed[2 * i] = index[i];
      windowed[2 * i + 1] = -index[i];
    }
    float[] raster = plan.toRaster(windowed, 2);
    for (int i = 0; i < index.length; i++) {
      assertThat(raster[2 * i]).isEqualTo(i);
      assertThat(raster[2 * i + 1]).isEqualTo(-i);
    }
  }

  /** Padded to whole windows, and one window more where there is no rest, as the reference does. */
  private static void restate(Grid grid, int side, List<Long> index, List<Long> lengths) {
    int rows = grid.height() / 2;
    int columns = grid.width() / 2;
    int windowRows = (rows + side - rows % side) / side;
    int windowColumns = (columns + side - columns % side) / side;
    for (int step = 0; step < grid.steps(); step++) {
      for (int window = 0; window < windowRows * windowColumns; window++) {
        int before = index.size();
        for (int cell = 0; cell < side * side; cell++) {
          int row = window / windowColumns * side + cell / side;
          int column = window % windowColumns * side + cell % side;
          if (row < rows && column < columns) {
            index.add((long) (step * rows + row) * columns + column);
          }
        }
        if (index.size() > before) {
          lengths.add(4L * index.size());
        }
      }
    }
  }
}

package io.cuepoint.worker.vision;

import io.cuepoint.worker.checkpoint.Normalization;
import io.cuepoint.worker.checkpoint.VisionConfig;
import java.util.stream.IntStream;

/**
 * Cuts frame pairs into normalised patches (spec 2.7 and 3): a row a patch, values by channel,
 * frame of the pair, row, column; four rows in turn are one merged cell. Thread-safe.
 */
public final class Patches {
  private static final int CELL = 2;

  private final int side;
  private final int values;
  private final float[][] normalized = new float[VisionConfig.CHANNELS][256];

  public Patches(VisionConfig config, Normalization normalization) {
    this.side = config.patch();
    this.values = config.patchValues();
    for (int c = 0; c < normalized.length; c++) {
      // fused as in the reference: the scaled mean and deviation are f32 values
      float mean = (float) (normalization.mean().get(c) * 255);
      float deviation = (float) (normalization.deviation().get(c) * 255);
      for (int value = 0; value < 256; value++) {
        normalized[c][value] = (value - mean) / deviation;
      }
    }
  }

  /**
   * The grid of {@code frames} frames; an odd number counts as one more, see {@link FramePairs}.
   *
   * @throws IllegalArgumentException when the sides are not whole cells
   */
  public Grid grid(int frames, int width, int height) {
    int cell = side * CELL;
    if (frames < 1 || width < cell || height < cell || width % cell != 0 || height % cell != 0) {
      throw new IllegalArgumentException(
          "%d frames of %d x %d (expected: at least one, sides that are multiples of %d)"
              .formatted(frames, width, height, cell));
    }
    return new Grid((frames + 1) / 2, height / side, width / side);
  }

  /** Values of a patch. */
  public int values() {
    return values;
  }

  /**
   * Writes the patches of one step.
   *
   * @param first RGB bytes {@code [height, width, 3]} of the pair's first frame
   * @param second likewise
   * @param cells the merged cells in the order in which they are written, as {@link
   *     WindowPlan#cells()} has them
   * @param target {@code [P, values]} from {@code at} on
   */
  public void cut(byte[] first, byte[] second, Grid grid, int[] cells, float[] target, int at) {
    int pitch = grid.width() * side * VisionConfig.CHANNELS;
    if (first.length != pitch * grid.height() * side || second.length != first.length) {
      throw new IllegalArgumentException(
          "frames of %d and %d bytes (expected: %d)"
              .formatted(first.length, second.length, pitch * grid.height() * side));
    }
    int out = at;
    for (int cell : cells) {
      for (int patch = 0; patch < CELL * CELL; patch++) {
        int row = cell / grid.cellColumns() * CELL + patch / CELL;
        int column = cell % grid.cellColumns() * CELL + patch % CELL;
        int corner = row * side * pitch + column * side * VisionConfig.CHANNELS;
        out = cut(first, second, corner, pitch, target, out);
      }
    }
  }

  /**
   * Patches of some steps, in window order.
   *
   * @param from first step
   * @param steps how many
   * @return {@code [steps * P, values]} f32
   */
  public float[] windowOrder(FramePairs pairs, WindowPlan plan, int from, int steps) {
    return cut(pairs, plan.cells(), from, steps);
  }

  /** {@code pixel_values_videos} of the reference: all patches, cells in raster order. */
  public float[] rasterOrder(FramePairs pairs) {
    Grid grid = grid(pairs.frames().size(), pairs.width(), pairs.height());
    int[] cells = IntStream.range(0, grid.cellsPerStep()).toArray();
    return cut(pairs, cells, 0, pairs.steps());
  }

  private float[] cut(FramePairs pairs, int[] cells, int from, int steps) {
    Grid grid = grid(pairs.frames().size(), pairs.width(), pairs.height());
    int step = Math.multiplyExact(grid.patchesPerStep(), values);
    float[] target = new float[Math.multiplyExact(steps, step)];
    for (int i = 0; i < steps; i++) {
      cut(pairs.first(from + i), pairs.second(from + i), grid, cells, target, i * step);
    }
    return target;
  }

  private int cut(byte[] first, byte[] second, int corner, int pitch, float[] target, int at) {
    int out = at;
    for (int channel = 0; channel < VisionConfig.CHANNELS; channel++) {
      float[] value = normalized[channel];
      for (byte[] frame : new byte[][] {first, second}) {
        for (int y = 0; y < side; y++) {
          int in = corner + y * pitch + channel;
          for (int x = 0; x < side; x++, in += VisionConfig.CHANNELS) {
            target[out++] = value[frame[in] & 0xff];
          }
        }
      }
    }
    return out;
  }
}

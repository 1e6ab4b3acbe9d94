package io.cuepoint.ingest.picture;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The reference's resizing: torchvision's antialiased bicubic on uint8, in float32, clamped and
 * rounded (half to even) once at the end.
 *
 * <p>The reference takes the width first; without rounding in between the order does not matter,
 * and height first runs along memory. Keeps its tables and buffers from call to call: one instance
 * for one thread.
 */
public final class ReferenceResize {
  private @Nullable Coefficients columns;
  private @Nullable Coefficients rows;
  private float[][] ring = new float[0][];
  private int[] ringRows = new int[0];
  private float[] sums = new float[0];

  /**
   * Resizes {@code picture} to {@code width} by {@code height} without regard to its shape.
   *
   * @return {@code [height, width, 3]} uint8, the caller's own
   */
  public byte[] resize(RgbPicture picture, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "size: %dx%d (expected: sides >= 1)".formatted(width, height));
    }
    Coefficients across = table(columns, picture.width(), width);
    Coefficients down = table(rows, picture.height(), height);
    columns = across;
    rows = down;
    prepareBuffers(picture.width() * 3, down.taps);
    byte[] result = new byte[height * width * 3];
    for (int y = 0; y < height; y++) {
      blendRows(picture, down, y);
      resampleRow(across, result, y * width * 3);
    }
    return result;
  }

  private static Coefficients table(@Nullable Coefficients kept, int from, int to) {
    return kept != null && kept.from == from && kept.size == to ? kept : new Coefficients(from, to);
  }

  private void prepareBuffers(int rowLength, int taps) {
    if (sums.length != rowLength || ring.length != taps) {
      sums = new float[rowLength];
      ring = new float[taps][rowLength];
      ringRows = new int[taps];
    }
    Arrays.fill(ringRows, -1);
  }

  /** The source's rows, weighted for target row {@code y}, into {@link #sums}. */
  private void blendRows(RgbPicture picture, Coefficients down, int y) {
    Arrays.fill(sums, 0);
    for (int k = 0; k < down.counts[y]; k++) {
      float[] row = row(picture, down.starts[y] + k);
      addScaled(row, down.weights[y * down.taps + k], sums);
    }
  }

  private static void addScaled(float[] row, float weight, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += row[i] * weight;
    }
  }

  private float[] row(RgbPicture picture, int y) {
    int slot = y % ring.length;
    float[] row = ring[slot];
    if (ringRows[slot] != y) {
      ringRows[slot] = y;
      byte[] rgb = picture.rgb();
      int in = y * row.length;
      for (int i = 0; i < row.length; i++) {
        row[i] = rgb[in + i] & 0xff;
      }
    }
    return row;
  }

  private void resampleRow(Coefficients across, byte[] result, int offset) {
    int out = offset;
    for (int x = 0; x < across.size; x++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      int in = across.starts[x] * 3;
      int first = x * across.taps;
      int last = first + across.counts[x];
      for (int k = first; k < last; k++) {
        float weight = across.weights[k];
        red += sums[in] * weight;
        green += sums[in + 1] * weight;
        blue += sums[in + 2] * weight;
        in += 3;
      }
      result[out++] = toByte(red);
      result[out++] = toByte(green);
      result[out++] = toByte(blue);
    }
  }

  private static byte toByte(float value) {
    if (value <= 0) {
      return 0;
    }
    // adding and taking away 2^23 rounds half to even, as torch.round
    return value >= 255 ? (byte) 255 : (byte) (int) (value + 0x1p23f - 0x1p23f);
  }
}

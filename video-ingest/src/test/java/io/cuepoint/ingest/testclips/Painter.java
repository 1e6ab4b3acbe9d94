package io.cuepoint.ingest.testclips;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Paints frames in grey. */
@FunctionalInterface
public interface Painter {
  /**
   * Fills {@code luma}, {@code [height, width]} from 0 (black) to 255 (white).
   *
   * @param seconds the frame's time
   * @param frame its number, from 0
   */
  void paint(double seconds, int frame, byte[] luma, int width, int height);

  /** The whole picture in one level (0 to 255) that depends on the time in seconds. */
  static Painter level(DoubleUnaryOperator level) {
    return (seconds, frame, luma, width, height) ->
        java.util.Arrays.fill(luma, clamp(level.applyAsDouble(seconds)));
  }

  /** A still, detailed picture; the same seed gives the same one. */
  static Painter still(long seed) {
    return (seconds, frame, luma, width, height) -> {
      Random random = new Random(seed);
      double a = 2 + random.nextInt(6);
      double b = 2 + random.nextInt(6);
      double base = 70 + random.nextInt(100);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double wave = Math.sin(a * 6.28 * x / width) * Math.cos(b * 6.28 * y / height);
          luma[y * width + x] = clamp(base + 60 * wave);
        }
      }
    };
  }

  /** A bright block that wanders over a still background and comes round every 8 s. */
  static Painter moving() {
    return moving(1);
  }

  /** As {@link #moving()}, over another background. */
  static Painter moving(long seed) {
    Painter background = still(seed);
    return (seconds, frame, luma, width, height) -> {
      background.paint(seconds, frame, luma, width, height);
      int side = Math.max(2, height / 5);
      double turn = seconds / 8 * 2 * Math.PI;
      int left = (int) ((width - side) * (0.5 + 0.5 * Math.cos(turn)));
      int top = (int) ((height - side) * (0.5 + 0.5 * Math.sin(turn)));
      for (int y = top; y < top + side; y++) {
        java.util.Arrays.fill(luma, y * width + left, y * width + left + side, (byte) 235);
      }
    };
  }

  /** This until {@code end} seconds, {@code next} from there on. */
  default Painter until(double end, Painter next) {
    return (seconds, frame, luma, width, height) -> {
      if (seconds < end - 1e-9) {
        paint(seconds, frame, luma, width, height);
      } else {
        next.paint(seconds, frame, luma, width, height);
      }
    };
  }

  private static byte clamp(double level) {
    return (byte) Math.max(0, Math.min(255, Math.round(level)));
  }
}

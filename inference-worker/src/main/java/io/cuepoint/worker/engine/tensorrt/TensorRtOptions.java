package io.cuepoint.worker.engine.tensorrt;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How TensorRT is used.
 *
 * @param home an unpacked TensorRT; null for what the system or the class path has
 * @param device index of the GPU, from 0
 * @param positions of a cache: longest prompt and answer together
 * @param rows most tokens of a prompt that are taken in at a time
 * @param patches most patches of a frame pair
 * @param batch clips that decode together; 0 for as many as are looked at at a time and find room
 * @param plans folder that keeps built plans
 */
public record TensorRtOptions(
    @Nullable Path home, int device, int positions, int rows, int patches, int batch, Path plans) {
  /** Tokens taken in at a time: enough to keep a large GPU's matrix units busy. */
  public static final int ROWS = 512;

  public TensorRtOptions {
    check(device >= 0, "device", device, ">= 0");
    check(positions >= 1 && positions <= 131_072, "positions", positions, "1 to 131072");
    check(rows >= 1 && rows <= 8192, "rows", rows, "1 to 8192");
    check(patches >= 512 && patches <= 16_384, "patches", patches, "512 to 16384");
    check(batch >= 0 && batch <= 256, "batch", batch, "0 to 256");
  }

  private static void check(boolean holds, String name, int found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "cuepoint.tensorrt.%s: %d (expected: %s)".formatted(name, found, expected));
    }
  }
}

package io.cuepoint.worker.engine.tensorrt;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How TensorRT is used.
 *
 * @param home an unpacked TensorRT; null for what the system or the class path has
 * @param devices indexes of the GPUs, from 0; with several, the decoder is split over them
 * @param positions of a cache: longest prompt and answer together
 * @param rows most tokens of a prompt that are taken in at a time
 * @param patches most patches of a frame pair
 * @param batch clips that decode together; 0 for as many as are looked at at a time and find room
 * @param plans folder that keeps built plans
 */
public record TensorRtOptions(
    @Nullable Path home,
    List<Integer> devices,
    int positions,
    int rows,
    int patches,
    int batch,
    Path plans) {
  /** Tokens taken in at a time: enough to keep a large GPU's matrix units busy. */
  public static final int ROWS = 512;

  /** Patches of a frame pair, at most: 896x896 pixels. */
  public static final int PATCHES = 4096;

  public TensorRtOptions {
    devices = List.copyOf(devices);
    check(!devices.isEmpty(), "device", devices, "at least one");
    for (int device : devices) {
      check(device >= 0, "device", device, ">= 0");
    }
    check(positions >= 1 && positions <= 131_072, "positions", positions, "1 to 131072");
    check(rows >= 1 && rows <= 8192, "rows", rows, "1 to 8192");
    check(patches >= 512 && patches <= 16_384, "patches", patches, "512 to 16384");
    check(batch >= 0 && batch <= 256, "batch", batch, "0 to 256");
  }

  /**
   * The most that is taken in at a time.
   *
   * @param clips that are looked at at a time
   */
  Workload workload(int clips) {
    return new Workload(positions, Math.min(rows, positions), batch == 0 ? clips : batch, patches);
  }

  private static void check(boolean holds, String name, Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "cuepoint.tensorrt.%s: %s (expected: %s)".formatted(name, found, expected));
    }
  }
}

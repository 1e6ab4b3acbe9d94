package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.engine.MemoryRefusedException;
import io.cuepoint.worker.graph.LayerSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * How the decoder is split over several GPUs of one host: whole layers, in order, so that the GPU
 * with the least left has as much left as can be. The first GPU also holds the vision tower, the
 * last the norm and the head. Each keeps the cache of its own layers; every position is known to
 * all, and what passes from one to the next is {@code [rows, hidden]}. Planned, not yet run.
 */
public final class StagePlan {
  private static final String LAYERS = "language_model.layers.";
  private static final String VISION = "visual.";

  private final List<Stage> stages;

  private StagePlan(List<Stage> stages) {
    this.stages = List.copyOf(stages);
  }

  /**
   * One GPU's part.
   *
   * @param gpu index
   * @param layers of the decoder
   * @param weights bytes, the vision tower's or the head's with them
   * @param cache bytes of its layers' keys and values
   * @param working bytes of a run
   * @param free bytes that the GPU has left
   */
  public record Stage(
      int gpu, LayerSpan layers, long weights, long cache, long working, long free) {}

  /**
   * Splits a checkpoint.
   *
   * @param format of its weights
   * @param gpuBytes of each GPU, in order
   * @param positions of a cache
   * @param rows most tokens of a run
   * @throws MemoryRefusedException with the numbers, when no split fits
   */
  public static StagePlan of(
      Checkpoint checkpoint, WeightFormat format, List<Long> gpuBytes, int positions, int rows) {
    return new Splitting(checkpoint, format, gpuBytes, positions, rows).plan();
  }

  /** What one GPU would hold with these layers, whether it has the room or not. */
  static Stage stage(
      Checkpoint checkpoint,
      WeightFormat format,
      List<Long> gpuBytes,
      int positions,
      int rows,
      int gpu,
      LayerSpan layers) {
    return new Splitting(checkpoint, format, gpuBytes, positions, rows).stage(gpu, layers);
  }

  /** By GPU. */
  public List<Stage> stages() {
    return stages;
  }

  /** Finds the largest margin by bisection: with one given, filling GPU after GPU is best. */
  private static final class Splitting {
    private static final int BISECTIONS = 50;

    private final TextConfig config;
    private final Weights weights;
    private final DeviceWeights sizes;
    private final List<Long> gpuBytes;
    private final int positions;
    private final int rows;
    private final long[] layerBytes;
    private final long vision;
    private final long head;

    Splitting(
        Checkpoint checkpoint, WeightFormat format, List<Long> gpuBytes, int positions, int rows) {
      this.config = checkpoint.config().text();
      this.weights = checkpoint.weights();
      this.sizes = new DeviceWeights(weights, format);
      this.gpuBytes = gpuBytes;
      this.positions = positions;
      this.rows = rows;
      if (gpuBytes.isEmpty() || gpuBytes.size() > config.layers()) {
        throw new IllegalArgumentException(
            "%d GPUs (expected: 1 to %d, a layer each)"
                .formatted(gpuBytes.size(), config.layers()));
      }
      this.layerBytes = new long[config.layers()];
      for (int i = 0; i < layerBytes.length; i++) {
        layerBytes[i] = bytes(LAYERS + i + ".");
      }
      this.vision = bytes(VISION);
      this.head = sizes.bytes(weights.head()) + (long) sizes.valueBytes() * config.hidden();
    }

    private long bytes(String prefix) {
      return weights.all().stream()
          .filter(tensor -> tensor.name().startsWith(prefix))
          .mapToLong(sizes::bytes)
          .sum();
    }

    StagePlan plan() {
      long low = 0;
      long high = gpuBytes.stream().mapToLong(Long::longValue).max().orElseThrow();
      List<Stage> best = split(0);
      if (best.isEmpty()) {
        throw new MemoryRefusedException(
            "%,d bytes on %d GPUs of %s (expected: GPUs that hold them, layer by layer)"
                .formatted(needed(), gpuBytes.size(), gpuBytes));
      }
      for (int i = 0; i < BISECTIONS && low < high; i++) {
        long margin = low + (high - low + 1) / 2;
        List<Stage> split = split(margin);
        if (split.isEmpty()) {
          high = margin - 1;
        } else {
          best = split;
          low = margin;
        }
      }
      return new StagePlan(best);
    }

    /** Fills GPU after GPU and leaves {@code margin} on each; empty when a layer is left over. */
    private List<Stage> split(long margin) {
      List<Stage> made = new ArrayList<>();
      int first = 0;
      for (int gpu = 0; gpu < gpuBytes.size(); gpu++) {
        int left = gpuBytes.size() - gpu - 1;
        int end = first;
        Stage stage = null;
        while (end < config.layers() - left) {
          Stage more = stage(gpu, new LayerSpan(first, end + 1, config.layers()));
          if (more.free() < margin) {
            break;
          }
          stage = more;
          end++;
        }
        if (stage == null) {
          return List.of();
        }
        made.add(stage);
        first = end;
      }
      return first == config.layers() ? made : List.of();
    }

    private Stage stage(int gpu, LayerSpan span) {
      long held = gpu == 0 ? vision : 0;
      for (int layer = span.first(); layer < span.end(); layer++) {
        held += layerBytes[layer];
      }
      held += span.isLast() ? head : 0;
      long cache = DeviceNeeds.cache(config, span.count(), sizes.valueBytes(), positions);
      long working = DeviceNeeds.working(config, span, sizes.valueBytes(), positions, rows);
      return new Stage(gpu, span, held, cache, working, gpuBytes.get(gpu) - held - cache - working);
    }

    private long needed() {
      long layers = 0;
      for (long each : layerBytes) {
        layers += each;
      }
      return layers
          + vision
          + head
          + DeviceNeeds.cache(config, config.layers(), sizes.valueBytes(), positions);
    }
  }
}

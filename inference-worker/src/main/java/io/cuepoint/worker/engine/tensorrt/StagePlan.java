package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.engine.MemoryRefusedException;
import io.cuepoint.worker.graph.LayerSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How the decoder is split over several GPUs of one host: whole layers, in order, so that the GPU
 * with the least left has as much left as can be. The first GPU also holds the vision tower, the
 * last the norm and the head. Each keeps the cache of its own layers; every position is known to
 * all, and what passes from one to the next is {@code [rows, hidden]}. A single GPU has all.
 */
public final class StagePlan {
  private final List<Stage> stages;
  private final int caches;

  private StagePlan(List<Stage> stages, int caches) {
    this.stages = List.copyOf(stages);
    this.caches = caches;
  }

  /**
   * One GPU's part.
   *
   * @param gpu index among those of the plan
   * @param layers of the decoder
   * @param weights bytes, the vision tower's or the head's with them
   * @param cache bytes of its layers' keys and values, for all sequences
   * @param working bytes of a run, a frame's with them
   * @param free bytes that the GPU has left
   */
  public record Stage(
      int gpu, LayerSpan layers, long weights, long cache, long working, long free) {}

  /**
   * Splits a checkpoint, with caches for as many sequences as there is room for.
   *
   * @param format of its weights
   * @param gpuBytes of each GPU, in order
   * @param leastCaches of the batch's sequences, at least 1
   * @throws MemoryRefusedException with the numbers, when no split fits
   */
  public static StagePlan of(
      Checkpoint checkpoint,
      WeightFormat format,
      List<Long> gpuBytes,
      Workload load,
      int leastCaches) {
    for (int caches = load.batch(); caches > leastCaches; caches--) {
      Splitting splitting = new Splitting(checkpoint, format, gpuBytes, load, caches);
      if (splitting.isPossible()) {
        return splitting.plan();
      }
    }
    return new Splitting(checkpoint, format, gpuBytes, load, leastCaches).plan();
  }

  /** What one GPU would hold with these layers, whether it has the room or not. */
  static Stage stage(
      Checkpoint checkpoint,
      WeightFormat format,
      List<Long> gpuBytes,
      Workload load,
      int gpu,
      LayerSpan layers) {
    return new Splitting(checkpoint, format, gpuBytes, load, 1).stage(gpu, layers);
  }

  /** By GPU. */
  public List<Stage> stages() {
    return stages;
  }

  /** How many sequences have a cache at a time. */
  public int caches() {
    return caches;
  }

  /** Finds the largest margin by bisection: with one given, filling GPU after GPU is best. */
  private static final class Splitting {
    private static final int BISECTIONS = 50;

    private final TextConfig config;
    private final DeviceWeights sizes;
    private final List<Long> gpuBytes;
    private final Workload load;
    private final int caches;
    private final long[] layerBytes;
    private final long vision;
    private final long frame;
    private final long head;

    Splitting(
        Checkpoint checkpoint,
        WeightFormat format,
        List<Long> gpuBytes,
        Workload load,
        int caches) {
      Weights weights = checkpoint.weights();
      this.config = checkpoint.config().text();
      this.sizes = new DeviceWeights(weights, format);
      this.gpuBytes = gpuBytes;
      this.load = load;
      this.caches = caches;
      if (gpuBytes.isEmpty() || gpuBytes.size() > config.layers()) {
        throw new IllegalArgumentException(
            "%d GPUs (expected: 1 to %d, a layer each)"
                .formatted(gpuBytes.size(), config.layers()));
      }
      this.layerBytes = IntStream.range(0, config.layers()).mapToLong(sizes::layer).toArray();
      this.vision = sizes.bytes("visual.");
      this.frame =
          DeviceNeeds.vision(checkpoint.config().vision(), sizes.valueBytes(), load.patches());
      this.head = sizes.bytes(weights.head()) + (long) sizes.valueBytes() * config.hidden();
    }

    boolean isPossible() {
      return !split(0).isEmpty();
    }

    StagePlan plan() {
      long low = 0;
      long high = gpuBytes.stream().mapToLong(Long::longValue).max().orElseThrow();
      List<Stage> best = split(0);
      if (best.isEmpty()) {
        throw new MemoryRefusedException(
            ("%,d bytes, %,d of them for KV caches (%d of %,d positions), on GPUs with %s free (expected:"
                    + " GPUs that hold them, layer by layer; cuepoint.tensorrt.device=0,1 takes two)")
                .formatted(needed(), cache(config.layers()), caches, load.positions(), free()));
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
      return new StagePlan(best, caches);
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
      long cache = cache(span.count());
      long working =
          DeviceNeeds.working(config, span, sizes.valueBytes(), load) + (gpu == 0 ? frame : 0);
      return new Stage(gpu, span, held, cache, working, gpuBytes.get(gpu) - held - cache - working);
    }

    private long cache(int layers) {
      return caches * DeviceNeeds.cache(config, layers, sizes.valueBytes(), load.positions());
    }

    private long needed() {
      Stage whole = stage(0, LayerSpan.all(config));
      long others = 0;
      for (int gpu = 1; gpu < gpuBytes.size(); gpu++) {
        others += stage(gpu, new LayerSpan(0, 1, config.layers())).working();
      }
      return whole.weights() + whole.cache() + whole.working() + others;
    }

    private String free() {
      return gpuBytes.stream().map("%,d"::formatted).collect(Collectors.joining(" and "));
    }
  }
}

package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.graph.GpuDecoderGraph;
import io.cuepoint.worker.graph.GpuTokenChoice;
import io.cuepoint.worker.graph.GpuVisionGraph;
import io.cuepoint.worker.graph.LayerSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An optimisation profile: the shapes that the kernels of one way of running are chosen for. */
record ShapeProfile(Map<String, ShapeRange> inputs) {
  /** Index of the decoder's profile for one row of one sequence. */
  static final int DECODE = 0;

  /** Index of its profile for a chunk of a prompt. */
  static final int PREFILL = 1;

  /** Index of its profile for one row each of several sequences; only where it takes several. */
  static final int BATCH = 2;

  /** Positions that decoding is tuned for. */
  private static final int USUAL_LENGTH = 2048;

  private static final int LEAST_PATCHES = 4;

  ShapeProfile {
    inputs = Map.copyOf(new TreeMap<>(inputs));
  }

  /**
   * The decoder's profiles, by index.
   *
   * @param capacity positions that are looked at, at most
   * @param maxRows most rows of one sequence
   * @param batch most sequences
   */
  static List<ShapeProfile> decoder(
      TextConfig config, int capacity, int maxRows, int batch, LayerSpan span) {
    List<ShapeProfile> profiles = new ArrayList<>();
    profiles.add(decoder(config, capacity, new Rows(1, 1), new Rows(1, 1), span));
    profiles.add(decoder(config, capacity, new Rows(1, 1), new Rows(1, maxRows), span));
    if (batch > 1) {
      profiles.add(decoder(config, capacity, new Rows(2, 1), new Rows(batch, 1), span));
    }
    return profiles;
  }

  /** How many rows each of how many sequences takes in. */
  private record Rows(long sequences, long each) {
    long all() {
      return sequences * each;
    }
  }

  private static ShapeProfile decoder(
      TextConfig config, int capacity, Rows least, Rows most, LayerSpan span) {
    long half = config.headDim() / 2;
    long shortest = LengthBuckets.of(1, capacity);
    long usual = LengthBuckets.of(Math.min(USUAL_LENGTH, capacity), capacity);
    long few = least.sequences();
    long many = most.sequences();
    long positions = GpuDecoderGraph.positions(capacity);
    Map<String, ShapeRange> inputs = new TreeMap<>();
    inputs.put("x", ShapeRange.first(least.all(), most.all(), most.all(), (long) config.hidden()));
    inputs.put("cos", ShapeRange.first(least.all(), most.all(), most.all(), half));
    inputs.put("sin", ShapeRange.first(least.all(), most.all(), most.all(), half));
    List<Long> longest = List.of(many, most.each());
    inputs.put("rows", new ShapeRange(List.of(few, least.each()), longest, longest));
    inputs.put("columns", ShapeRange.first(shortest, usual, capacity));
    inputs.put("write_pos", ShapeRange.first(few, many, many));
    if (span.isLast()) {
      long bytes = GpuTokenChoice.bytes(config.vocab());
      inputs.put("last", ShapeRange.first(few, many, many));
      inputs.put("allowed", ShapeRange.first(few, many, many, bytes));
      inputs.put("seen", ShapeRange.first(few, many, many, bytes));
      inputs.put("penalty", ShapeRange.first(few, many, many, 1L));
    }
    ShapeRange cache =
        ShapeRange.first(
            few, many, many, (long) config.kvHeads(), positions, (long) config.headDim());
    for (int layer = span.first(); layer < span.end(); layer++) {
      inputs.put("past_k." + layer, cache);
      inputs.put("past_v." + layer, cache);
    }
    return new ShapeProfile(inputs);
  }

  /** The vision tower's profile for a class of frame sizes. */
  static ShapeProfile vision(VisionConfig config, ResolutionClass size) {
    long half = config.headDim() / 2;
    long window = GpuVisionGraph.windowPlaces(config);
    long step = size.patches();
    long rows = size.rows();
    long windows = size.windows();
    long usual = Math.max(1, rows / window);
    Map<String, ShapeRange> inputs = new TreeMap<>();
    inputs.put("patches", ShapeRange.first(LEAST_PATCHES, rows, rows, (long) config.patchValues()));
    inputs.put("cos", ShapeRange.first(LEAST_PATCHES, rows, rows, half));
    inputs.put("sin", ShapeRange.first(LEAST_PATCHES, rows, rows, half));
    inputs.put("window_pad", ShapeRange.first(window, usual * window, windows * window));
    inputs.put("window_unpad", ShapeRange.first(LEAST_PATCHES, rows, rows));
    inputs.put("window_mask", ShapeRange.first(1, usual, windows, 1L, 1L, window));
    inputs.put("step_pad", ShapeRange.first(step, rows, rows));
    inputs.put("step_unpad", ShapeRange.first(LEAST_PATCHES, rows, rows));
    inputs.put("step_mask", ShapeRange.first(1, size.steps(), size.steps(), 1L, 1L, step));
    return new ShapeProfile(inputs);
  }

  /** Everything in one line, the same for the same shapes: part of a plan's key. */
  String fingerprint() {
    return new TreeMap<>(inputs).toString();
  }
}

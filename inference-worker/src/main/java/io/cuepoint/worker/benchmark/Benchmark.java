package io.cuepoint.worker.benchmark;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.ComputeThreads;
import io.cuepoint.worker.engine.EngineOptions;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.onnxruntime.OnnxRuntimeEngine;
import io.cuepoint.worker.quantize.WeightProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Measures weight formats one after the other, each in a process of its own, and then peers. */
public final class Benchmark {
  /** 64 x 64 patches. */
  private static final int SIDE = 896;

  private final BenchmarkFolder folder;
  private final Shape shape;
  private final boolean quick;
  private final int threads;
  private final Consumer<String> progress;

  /**
   * A benchmark.
   *
   * @param folder for the random checkpoint (7.5 GB of 3B, 16.6 GB of 7B) and its quantised
   *     weights; kept for the next run
   * @param quick whether less is measured: no long prompt, fewer tokens
   * @param progress told in words
   */
  public Benchmark(
      Path folder, Shape shape, boolean quick, int threads, Consumer<String> progress) {
    this.folder = new BenchmarkFolder(folder);
    this.shape = shape;
    this.quick = quick;
    this.threads = threads;
    this.progress = progress;
  }

  /** Measures one format here. */
  public Map<String, Double> here(WeightFormat format, boolean withVision) throws IOException {
    return new FormatBenchmark(folder, shape, format, shape.lengths(quick), threads)
        .run(withVision)
        .all();
  }

  /** Measures every one of {@code formats} in a process of its own; the first has the tower too. */
  public Map<String, Map<String, Double>> each(List<WeightFormat> formats, boolean withVision)
      throws IOException, InterruptedException {
    if (formats.isEmpty()) {
      return new LinkedHashMap<>();
    }
    progress.accept("random checkpoint of " + shape.label() + " in " + folder.path());
    Checkpoint unused = RandomCheckpoint.make(folder.checkpoint(shape), shape);
    Map<String, Map<String, Double>> columns = new LinkedHashMap<>();
    for (WeightFormat format : formats) {
      progress.accept("measuring " + format.label());
      List<String> words =
          new ArrayList<>(
              List.of(
                  "benchmark",
                  folder.path().toString(),
                  "--shape=" + shape.label(),
                  "--threads=" + threads,
                  "--part=" + format.label(),
                  "--vision=" + (withVision && columns.isEmpty()),
                  "--quick=" + quick,
                  "--json"));
      columns.put(format.label(), numbers(ChildProcess.same(words).run()));
    }
    return columns;
  }

  /** Kinds of peers: {@code q8_0} and {@code q4_0} of llama.cpp, and types of transformers. */
  public static List<String> peerKinds() {
    return Peers.NAMES;
  }

  /** What peers of some kinds take; one that cannot run has its reason instead of figures. */
  public List<Peer> peers(Path installed, List<String> kinds)
      throws IOException, InterruptedException {
    return new Peers(installed, folder, shape, threads, progress).measure(kinds);
  }

  /** How many times longer the tower's blocks take with one mask over 4,096 patches. */
  public double wholeMaskRatio() throws IOException {
    Checkpoint checkpoint = RandomCheckpoint.make(folder.checkpoint(Shape.VISION), Shape.VISION);
    EngineOptions options =
        new EngineOptions(
            ComputeThreads.of(threads),
            MemoryBudget.ofMachine(),
            1,
            WeightFormat.F32,
            folder.weights(),
            WeightProgress.NONE);
    try (OnnxRuntimeEngine engine = OnnxRuntimeEngine.open(checkpoint, options)) {
      return new VisionMeasure(checkpoint.config().vision(), engine.vision())
          .wholeMaskRatio(SIDE, SIDE);
    }
  }

  private static Map<String, Double> numbers(JsonNode object) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    object.properties().forEach(each -> numbers.put(each.getKey(), each.getValue().asDouble()));
    return numbers;
  }
}

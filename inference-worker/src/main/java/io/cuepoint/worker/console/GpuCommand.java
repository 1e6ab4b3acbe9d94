package io.cuepoint.worker.console;

import io.cuepoint.worker.benchmark.GpuBenchmark;
import io.cuepoint.worker.benchmark.Shape;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.ComputeThreads;
import io.cuepoint.worker.engine.EngineOptions;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.tensorrt.BuildProgress;
import io.cuepoint.worker.engine.tensorrt.TensorRt;
import io.cuepoint.worker.engine.tensorrt.TensorRtOptions;
import io.cuepoint.worker.quantize.WeightProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code gpu FOLDER}: which GPU and TensorRT are here, whether plans can be built, and how fast a
 * random checkpoint runs.
 */
final class GpuCommand implements Command {
  private static final int POSITIONS = 8192;

  /** Most that are measured decoding together. */
  private static final int CLIPS = 32;

  @Override
  public String name() {
    return "gpu";
  }

  @Override
  public String usage() {
    return """
        gpu FOLDER [--home DIR]          which GPU and TensorRT are here, can plans be built;
                                            FOLDER keeps them; --home DIR: an unpacked TensorRT,
                                            --device 0,1: the GPUs, in stages where several,
                                            --shape 3b|7b: speed on random weights made there,
                                            --weights f32|bf16|int8|fp8|int4, bf16
                                            by default,
                                            --quick true: shorter prompts, fewer tokens""";
  }

  @Override
  public boolean run(List<String> words, Output output) throws Exception {
    Arguments arguments =
        Arguments.parse(words, Set.of("home", "device", "shape", "weights", "quick"));
    boolean json = arguments.json();
    WeightFormat format = WeightOption.onGpu(arguments, WeightFormat.BF16);
    Path folder = Path.of(arguments.operand());
    TensorRt tensorRt =
        TensorRt.find(
            new TensorRtOptions(
                arguments.option("home").map(Path::of).orElse(null),
                EngineOption.devices(arguments),
                POSITIONS,
                TensorRtOptions.ROWS,
                TensorRtOptions.PATCHES,
                0,
                folder.resolve("plans")));
    output.line(json, Fields.of("part", "gpu", "found", tensorRt.label()));
    tensorRt.requireBuilder();
    output.line(json, Fields.of("part", "builder", "starts", true));
    if (arguments.option("shape").isPresent()) {
      Shape shape = Shape.of(arguments.option("shape").get());
      boolean quick = Boolean.parseBoolean(arguments.option("quick").orElse("false"));
      BuildProgress told =
          (what, elapsed) ->
              output.message("building %s: %d s".formatted(what, elapsed.toSeconds()));
      EngineOptions options =
          new EngineOptions(
              ComputeThreads.of(Runtime.getRuntime().availableProcessors()),
              MemoryBudget.ofMachine(),
              CLIPS,
              format,
              folder.resolve("weights"),
              WeightProgress.NONE);
      new GpuBenchmark(folder, shape, quick)
          .run(
              checkpoint -> tensorRt.open(checkpoint, options, told),
              (name, figure) ->
                  output.line(
                      json,
                      Fields.of(
                          "part",
                          shape.label(),
                          "weights",
                          format.label(),
                          "of",
                          name,
                          "figure",
                          figure)));
    }
    return true;
  }
}

package io.cuepoint.worker.console;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.tensorrt.StagePlan;
import io.cuepoint.worker.engine.tensorrt.TensorRtOptions;
import io.cuepoint.worker.engine.tensorrt.Workload;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code --gpus 4x80}: GPUs that a checkpoint would be split over, and how.
 *
 * @param gigabytes of each, in 10^9 bytes
 * @param positions of a cache
 * @param format of the weights
 */
record GpuSplit(int count, int gigabytes, int positions, WeightFormat format) {
  private static final Pattern GPUS = Pattern.compile("([1-9][0-9]?)x([1-9][0-9]{0,3})");
  private static final Pattern POSITIONS = Pattern.compile("[1-9][0-9]{0,5}");

  /** What {@code --gpus} asks for, if anything. */
  static Optional<GpuSplit> of(Arguments arguments) throws UsageException {
    String gpus = arguments.option("gpus").orElse("");
    if (gpus.isEmpty()) {
      for (String name : List.of("positions", "weights")) {
        if (arguments.option(name).isPresent()) {
          throw new UsageException("--" + name + " says nothing without --gpus");
        }
      }
      return Optional.empty();
    }
    Matcher found = GPUS.matcher(gpus);
    if (!found.matches()) {
      throw new UsageException("--gpus: " + gpus + " (expected: such as 4x80)");
    }
    String positions = arguments.option("positions").orElse("8192");
    if (!POSITIONS.matcher(positions).matches()) {
      throw new UsageException("--positions: " + positions + " (expected: 1 to 999999)");
    }
    return Optional.of(
        new GpuSplit(
            Integer.parseInt(found.group(1)),
            Integer.parseInt(found.group(2)),
            Integer.parseInt(positions),
            WeightOption.onGpu(arguments, WeightFormat.BF16)));
  }

  /** A line for each GPU. */
  List<Map<String, @Nullable Object>> describe(Checkpoint checkpoint) {
    List<Long> each = Collections.nCopies(count, gigabytes * 1_000_000_000L);
    Workload load = new Workload(positions, TensorRtOptions.ROWS, 1, TensorRtOptions.PATCHES);
    return StagePlan.of(checkpoint, format, each, load, 1).stages().stream()
        .map(
            stage ->
                Fields.of(
                    "part", "stage",
                    "gpu", stage.gpu(),
                    "firstLayer", stage.layers().first(),
                    "lastLayer", stage.layers().end() - 1,
                    "weights", stage.weights(),
                    "cache", stage.cache(),
                    "working", stage.working(),
                    "free", stage.free(),
                    "run", "planned, not run"))
        .toList();
  }
}

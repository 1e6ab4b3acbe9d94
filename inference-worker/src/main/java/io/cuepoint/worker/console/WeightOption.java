package io.cuepoint.worker.console;

import io.cuepoint.worker.checkpoint.WeightFormat;
import java.util.Optional;

/** {@code --weights}: the format of the weights. */
final class WeightOption {
  private WeightOption() {}

  static WeightFormat of(Arguments arguments, WeightFormat usual) throws UsageException {
    Optional<String> asked = arguments.option("weights");
    return asked.isEmpty() ? usual : parse(asked.get());
  }

  /** For an engine on a GPU. */
  static WeightFormat onGpu(Arguments arguments, WeightFormat usual) throws UsageException {
    String asked = arguments.option("weights").orElse(usual.label());
    return switch (asked) {
      case "f32" -> WeightFormat.F32;
      case "bf16" -> WeightFormat.BF16;
      case "int8" -> WeightFormat.INT8;
      case "fp8" -> WeightFormat.FP8;
      case "int4" -> WeightFormat.INT4;
      default ->
          throw new UsageException(
              "weights: %s (expected on a GPU: f32, bf16, int8, fp8 or int4)".formatted(asked));
    };
  }

  static WeightFormat parse(String label) throws UsageException {
    for (WeightFormat format : WeightFormat.values()) {
      if (format != WeightFormat.AUTO && !format.isForGpu() && format.label().equals(label)) {
        return format;
      }
    }
    throw new UsageException("weights: " + label + " (expected: f32, int8 or int4)");
  }
}

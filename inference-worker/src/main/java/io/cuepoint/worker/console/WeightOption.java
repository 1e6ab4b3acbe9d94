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

  /** For an engine on a GPU; f32 without the option. */
  static WeightFormat onGpu(Arguments arguments) throws UsageException {
    return switch (arguments.option("weights").orElse("f32")) {
      case "f32" -> WeightFormat.F32;
      case "bf16" -> WeightFormat.BF16;
      default ->
          throw new UsageException(
              "weights: %s (expected on a GPU: f32 or bf16)"
                  .formatted(arguments.option("weights").orElseThrow()));
    };
  }

  static WeightFormat parse(String label) throws UsageException {
    for (WeightFormat format : WeightFormat.values()) {
      if (format != WeightFormat.AUTO
          && format != WeightFormat.BF16
          && format.label().equals(label)) {
        return format;
      }
    }
    throw new UsageException("weights: " + label + " (expected: f32, int8 or int4)");
  }
}

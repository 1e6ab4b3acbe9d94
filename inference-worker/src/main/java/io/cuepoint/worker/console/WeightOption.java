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

  static WeightFormat parse(String label) throws UsageException {
    for (WeightFormat format : WeightFormat.values()) {
      if (format != WeightFormat.AUTO && format.label().equals(label)) {
        return format;
      }
    }
    throw new UsageException("weights: " + label + " (expected: f32, int8 or int4)");
  }
}

package io.cuepoint.worker.console;

import io.cuepoint.worker.checkpoint.WeightFormat;
import java.util.Optional;
import java.util.stream.Stream;

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
    return find(asked, formats(), " on a GPU: f32, bf16, int8, fp8 or int4");
  }

  static WeightFormat parse(String label) throws UsageException {
    return find(label, formats().filter(format -> !format.isForGpu()), ": f32, int8 or int4");
  }

  private static Stream<WeightFormat> formats() {
    return Stream.of(WeightFormat.values()).filter(format -> format != WeightFormat.AUTO);
  }

  private static WeightFormat find(String label, Stream<WeightFormat> formats, String expected)
      throws UsageException {
    return formats
        .filter(format -> format.label().equals(label))
        .findFirst()
        .orElseThrow(
            () -> new UsageException("weights: %s (expected%s)".formatted(label, expected)));
  }
}

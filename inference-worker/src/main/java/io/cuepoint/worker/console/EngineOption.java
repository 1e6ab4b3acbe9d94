package io.cuepoint.worker.console;

import io.cuepoint.worker.engine.choice.ChosenEngine;
import io.cuepoint.worker.engine.choice.EngineKind;
import io.cuepoint.worker.engine.choice.EngineProperties;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code --engine} and what goes with TensorRT: {@code --home}, {@code --device}, {@code --plans}.
 */
final class EngineOption {
  private static final Pattern DEVICES = Pattern.compile("[0-9]{1,3}(,[0-9]{1,3})*");

  private EngineOption() {}

  /** The engine that is asked for; ONNX Runtime without the option. */
  static EngineKind of(Arguments arguments) throws UsageException {
    String asked = arguments.option("engine").orElse(EngineKind.ONNXRUNTIME.label());
    return switch (asked) {
      case "onnxruntime" -> EngineKind.ONNXRUNTIME;
      case "tensorrt" -> EngineKind.TENSORRT;
      default ->
          throw new UsageException("--engine: " + asked + " (expected: onnxruntime or tensorrt)");
    };
  }

  /** {@code --device 0,1}: indexes of the GPUs, the first without the option. */
  static List<Integer> devices(Arguments arguments) throws UsageException {
    String asked = arguments.option("device").orElse("0");
    if (!DEVICES.matcher(asked).matches()) {
      throw new UsageException("--device: " + asked + " (expected: such as 0 or 0,1,2,3)");
    }
    return Arrays.stream(asked.split(",")).map(Integer::valueOf).toList();
  }

  /**
   * The engine itself.
   *
   * @param folder keeps plans where no other is named
   */
  static ChosenEngine choose(EngineKind kind, Arguments arguments, Path folder)
      throws UsageException {
    EngineProperties properties =
        EngineProperties.of(kind)
            .with(arguments.option("home").map(Path::of).orElse(null), devices(arguments));
    return ChosenEngine.of(properties, arguments.option("plans").map(Path::of).orElse(folder));
  }
}

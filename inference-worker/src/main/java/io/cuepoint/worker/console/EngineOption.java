package io.cuepoint.worker.console;

import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.choice.ChosenEngine;
import io.cuepoint.worker.engine.choice.EngineKind;
import io.cuepoint.worker.engine.choice.EngineProperties;
import java.nio.file.Path;

/** {@code --engine} and what goes with TensorRT: {@code --home} and {@code --plans}. */
final class EngineOption {
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

  /**
   * The engine itself.
   *
   * @param folder keeps plans where no other is named
   */
  static ChosenEngine choose(
      EngineKind kind, Arguments arguments, WeightFormat format, Path folder) {
    EngineProperties usual = EngineProperties.of(kind);
    Path home = arguments.option("home").map(Path::of).orElse(null);
    EngineProperties properties = usual.withHome(home);
    return ChosenEngine.of(
        properties, format, arguments.option("plans").map(Path::of).orElse(folder));
  }
}

package io.cuepoint.worker.engine.choice;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.EngineOptions;
import io.cuepoint.worker.engine.onnxruntime.OnnxRuntimeEngine;
import io.cuepoint.worker.engine.tensorrt.BuildProgress;
import io.cuepoint.worker.engine.tensorrt.TensorRt;
import io.cuepoint.worker.engine.tensorrt.TensorRtException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engine that was taken, and why it. */
public final class ChosenEngine {
  private final EngineKind kind;
  private final String reason;
  private final @Nullable TensorRt tensorRt;

  private ChosenEngine(EngineKind kind, String reason, @Nullable TensorRt tensorRt) {
    this.kind = kind;
    this.reason = reason;
    this.tensorRt = tensorRt;
  }

  /**
   * Chooses by the configuration and by what is there.
   *
   * @param plans folder that keeps what TensorRT builds
   * @throws TensorRtException when TensorRT is asked for and cannot be had
   */
  public static ChosenEngine of(EngineProperties properties, Path plans) {
    return of(properties.kind(), () -> TensorRt.find(properties.options(plans)));
  }

  static ChosenEngine of(EngineKind asked, Supplier<TensorRt> finding) {
    return switch (asked) {
      case ONNXRUNTIME -> new ChosenEngine(asked, "onnxruntime, as configured", null);
      case TENSORRT -> tensorRt(finding.get(), "configured");
      case AUTO -> {
        try {
          yield tensorRt(finding.get(), "a GPU is there");
        } catch (TensorRtException e) {
          yield new ChosenEngine(
              EngineKind.ONNXRUNTIME,
              "onnxruntime, as TensorRT cannot be used: %s: %s".formatted(e.code(), e.getMessage()),
              null);
        }
      }
    };
  }

  private static ChosenEngine tensorRt(TensorRt found, String why) {
    return new ChosenEngine(EngineKind.TENSORRT, found.label() + ", as " + why, found);
  }

  /** Not {@code AUTO}. */
  public EngineKind kind() {
    return kind;
  }

  /** In words. */
  public String reason() {
    return reason;
  }

  /**
   * Loads a checkpoint.
   *
   * @param progress told while TensorRT builds
   * @throws io.cuepoint.worker.engine.EngineException when it does not fit or the engine fails
   */
  public Engine open(Checkpoint checkpoint, EngineOptions options, BuildProgress progress) {
    if (tensorRt != null) {
      return tensorRt.open(checkpoint, options, progress);
    }
    if (options.weights().isForGpu()) {
      throw new IllegalArgumentException(
          "%s weights on the CPU (expected: auto, f32, int8 or int4; %1$s needs a GPU)"
              .formatted(options.weights().label()));
    }
    return OnnxRuntimeEngine.open(checkpoint, options);
  }
}

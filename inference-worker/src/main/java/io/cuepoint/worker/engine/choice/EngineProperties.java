package io.cuepoint.worker.engine.choice;

import io.cuepoint.worker.engine.tensorrt.TensorRtOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What runs the model.
 *
 * @param engine {@code auto} (TensorRT where a GPU and its libraries are there), {@code
 *     onnxruntime} or {@code tensorrt}; default {@code auto}
 * @param tensorrt how TensorRT is used
 */
@ConfigurationProperties("cuepoint")
public record EngineProperties(
    @DefaultValue("auto") String engine, @DefaultValue TensorRt tensorrt) {
  public EngineProperties {
    EngineKind unused = EngineKind.parse("cuepoint.engine", engine);
  }

  /** The defaults with this engine. */
  public static EngineProperties of(EngineKind kind) {
    return new EngineProperties(kind.label(), new TensorRt(null, List.of(0), 8192, 512, 4096, 0));
  }

  /**
   * The same on these GPUs.
   *
   * @param home an unpacked TensorRT; null for what the system or the class path has
   */
  public EngineProperties with(@Nullable Path home, List<Integer> device) {
    return new EngineProperties(
        engine,
        new TensorRt(
            home, device, tensorrt.positions, tensorrt.rows, tensorrt.patches, tensorrt.batch));
  }

  /**
   * {@code cuepoint.tensorrt}.
   *
   * @param home an unpacked TensorRT; by default what the system or the class path has
   * @param device index of the GPU; default 0. With several, as {@code 0,1,2,3}, the decoder is
   *     split over them
   * @param positions longest prompt and answer together; default 8192
   * @param rows most tokens of a prompt taken in at a time; default 512
   * @param patches most patches of a frame pair; default 4096
   * @param batch clips whose answers are written together, each with a cache of all positions; 0,
   *     the default: as many as {@code cuepoint.worker.clips}, or fewer where memory ends
   */
  public record TensorRt(
      @Nullable Path home,
      @DefaultValue("0") List<Integer> device,
      @DefaultValue("8192") int positions,
      @DefaultValue("512") int rows,
      @DefaultValue("4096") int patches,
      @DefaultValue("0") int batch) {
    public TensorRt {
      device = List.copyOf(device);
      // the engine's own check, before anything is loaded
      TensorRtOptions unused =
          new TensorRtOptions(home, device, positions, rows, patches, batch, Path.of(""));
    }

    TensorRtOptions options(Path plans) {
      return new TensorRtOptions(home, device, positions, rows, patches, batch, plans);
    }
  }

  EngineKind kind() {
    return EngineKind.parse("cuepoint.engine", engine);
  }

  TensorRtOptions options(Path plans) {
    return tensorrt.options(plans);
  }
}

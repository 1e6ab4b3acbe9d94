package io.cuepoint.worker.engine.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.engine.EngineException;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.VisionEncoder;
import io.cuepoint.worker.engine.VisionInput;
import io.cuepoint.worker.engine.WindowLayout;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** The vision tower on ONNX Runtime. */
final class OnnxVisionEncoder implements VisionEncoder {
  private final GraphSession session;
  private final VisionConfig config;
  private final MemoryBudget budget;

  OnnxVisionEncoder(GraphSession session, VisionConfig config, MemoryBudget budget) {
    this.session = session;
    this.config = config;
    this.budget = budget;
  }

  @Override
  public float[] encode(VisionInput input) {
    WindowLayout layout = input.layout();
    int steps = input.steps();
    int patches = steps * layout.patches();
    int windows = steps * layout.windows().size();
    WindowPadding padding = WindowPadding.of(layout, steps);
    MemoryBudget.Reservation held =
        budget.reserve("vision of %d patches".formatted(patches), workingBytes(steps, layout));
    try (Tensors inputs = new Tensors()) {
      inputs
          .floats("patches", FloatBuffer.wrap(input.patches()), patches, input.patchValues())
          .floats("cos", repeated(layout.cos(), steps), 1, patches, layout.angles())
          .floats("sin", repeated(layout.sin(), steps), 1, patches, layout.angles())
          .integers("pad", padding.pad())
          .integers("unpad", padding.unpad())
          .bytes("window_mask", padding.mask(), OnnxJavaType.BOOL, windows, 1, 1, layout.largest())
          .integers("steps", steps);
      try (OrtSession.Result result = session.run(inputs, "embeddings")) {
        FloatBuffer tokens = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] copy = new float[tokens.remaining()];
        tokens.get(copy);
        return copy;
      }
    } catch (OrtException e) {
      throw new EngineException("vision of " + patches + " patches: " + e.getMessage(), e);
    } finally {
      held.close();
    }
  }

  @Override
  public long workingBytes(int steps, WindowLayout layout) {
    return workingBytes(config, steps, layout.patches(), layout.windows().size(), layout.largest());
  }

  /** An upper bound: what is alive at once at the widest place of a block. */
  static long workingBytes(
      VisionConfig config, long steps, long patchesPerStep, long windowsPerStep, long largest) {
    long patches = steps * patchesPerStep;
    long padded = steps * windowsPerStep * largest;
    long rows =
        patches * (2L * config.patchValues() + 4L * config.hidden() + 3L * config.intermediate())
            + Math.max(patches, padded) * 8L * config.hidden();
    long products = Math.max(patches * patchesPerStep, padded * largest);
    return Float.BYTES * (rows + 3L * config.heads() * products);
  }

  private static FloatBuffer repeated(float[] angles, int steps) {
    ByteBuffer bytes = Tensors.direct((long) Float.BYTES * angles.length * steps);
    FloatBuffer all = bytes.asFloatBuffer();
    for (int i = 0; i < steps; i++) {
      all.put(angles);
    }
    return all.flip();
  }
}

package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.engine.VisionEncoder;
import io.cuepoint.worker.engine.VisionInput;
import io.cuepoint.worker.engine.WindowLayout;
import io.cuepoint.worker.graph.GpuVisionGraph;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The vision tower, a program for each class of frame sizes: loaded, and where it was never built
 * here built, when the first frame of the class comes. Frames of other classes, and the decoder,
 * run meanwhile: each program has a context and a stream of its own.
 */
final class TensorRtVisionEncoder implements VisionEncoder, AutoCloseable {
  private final VisionConfig config;
  private final int mostPatches;
  private final Function<ResolutionClass, VisionProgram> programs;
  private final Map<ResolutionClass, Opened> open = new ConcurrentHashMap<>();

  /**
   * Opens nothing yet.
   *
   * @param mostPatches of a step
   * @param programs opens the program of a class
   */
  TensorRtVisionEncoder(
      VisionConfig config, int mostPatches, Function<ResolutionClass, VisionProgram> programs) {
    this.config = config;
    this.mostPatches = mostPatches;
    this.programs = programs;
  }

  @Override
  public float[] encode(VisionInput input) {
    WindowLayout layout = input.layout();
    ResolutionClass size = ResolutionClass.of(layout.patches(), mostPatches);
    VisionProgram program = open.computeIfAbsent(size, Opened::new).program();
    int each = layout.patches() * input.patchValues();
    int merged = config.merge() * config.merge();
    int out = layout.patches() / merged * config.outHidden();
    float[] tokens = new float[Math.multiplyExact(input.steps(), out)];
    for (int from = 0; from < input.steps(); from += size.steps()) {
      int count = Math.min(size.steps(), input.steps() - from);
      FloatBuffer patches = FloatBuffer.wrap(input.patches(), from * each, count * each);
      VisionStep step =
          VisionStep.of(
              count, patches, layout, GpuVisionGraph.windowPlaces(config), size.patches());
      float[] some = program.run(step);
      System.arraycopy(some, 0, tokens, from * out, some.length);
    }
    return tokens;
  }

  /** A program that is opened once: whoever comes meanwhile for the same waits. */
  private final class Opened {
    private final ResolutionClass size;
    private @Nullable VisionProgram program;

    Opened(ResolutionClass size) {
      this.size = size;
    }

    synchronized VisionProgram program() {
      VisionProgram known = program;
      if (known == null) {
        known = programs.apply(size);
        program = known;
      }
      return known;
    }

    synchronized void close() {
      if (program != null) {
        program.close();
      }
    }
  }

  /** Nothing beyond what the class of the frame took when it was loaded. */
  @Override
  public long workingBytes(int steps, WindowLayout layout) {
    return 0;
  }

  @Override
  public void close() {
    open.values().forEach(Opened::close);
    open.clear();
  }
}

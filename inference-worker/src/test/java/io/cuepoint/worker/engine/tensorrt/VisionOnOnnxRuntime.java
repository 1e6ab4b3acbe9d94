package io.cuepoint.worker.engine.tensorrt;

import ai.onnxruntime.OrtException;
import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.graph.GpuVisionGraph;
import io.cuepoint.worker.graph.GraphOptions;
import java.util.Map;

/** The vision tower's f32 graph for TensorRT on the CPU. */
final class VisionOnOnnxRuntime implements VisionProgram {
  private final VisionConfig config;
  private final GraphOnOnnxRuntime graph;

  VisionOnOnnxRuntime(Checkpoint checkpoint, ResolutionClass size) {
    this.config = checkpoint.config().vision();
    this.graph =
        new GraphOnOnnxRuntime(
            GpuVisionGraph.write(
                config,
                checkpoint.weights(),
                GraphOptions.tensorRt(GraphOptions.Compute.F32),
                size.patches()));
  }

  @Override
  public float[] run(VisionStep step) {
    int rows = step.rows();
    long angles = config.headDim() / 2;
    try (GraphOnOnnxRuntime.Inputs inputs = new GraphOnOnnxRuntime.Inputs()) {
      inputs
          .floats("patches", step.patches(), rows, config.patchValues())
          .floats("cos", step.cos(), rows, angles)
          .floats("sin", step.sin(), rows, angles);
      groups(inputs, "window", step.windows(), rows);
      groups(inputs, "step", step.steps(), rows);
      return graph.run(inputs, Map.of(), "embeddings");
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void groups(
      GraphOnOnnxRuntime.Inputs inputs, String name, GroupPlaces groups, int rows)
      throws OrtException {
    inputs
        .integers(name + "_pad", groups.pad(), groups.pad().length)
        .integers(name + "_unpad", groups.unpad(), rows)
        .booleans(name + "_mask", groups.mask(), groups.count(), 1, 1, groups.places());
  }

  @Override
  public void close() {
    graph.close();
  }
}

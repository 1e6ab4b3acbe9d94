package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.Decoder;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.VisionEncoder;
import io.cuepoint.worker.engine.WeightChoice;
import io.cuepoint.worker.graph.LayerSpan;
import java.util.List;

/**
 * All of the adapter for TensorRT but TensorRT: its graphs in f32, its decoder and vision encoder,
 * run by ONNX Runtime.
 */
public final class GpuGraphsOnOnnxRuntime implements Engine {
  /** Positions of a cache. */
  public static final int CAPACITY = 3072;

  private static final int ROWS = 96;
  private static final int PATCHES = 4096;

  private final DecoderProgram program;
  private final TensorRtDecoder decoder;
  private final TensorRtVisionEncoder vision;

  /** The decoder in one piece. */
  public static GpuGraphsOnOnnxRuntime open(Checkpoint checkpoint) {
    return new GpuGraphsOnOnnxRuntime(
        checkpoint, List.of(LayerSpan.all(checkpoint.config().text())));
  }

  GpuGraphsOnOnnxRuntime(Checkpoint checkpoint, List<LayerSpan> spans) {
    this.program = new DecoderOnOnnxRuntime(checkpoint, CAPACITY, ROWS, spans);
    this.decoder = new TensorRtDecoder(program, new MemoryBudget(1 << 20), 1024);
    this.vision =
        new TensorRtVisionEncoder(
            checkpoint.config().vision(),
            PATCHES,
            size -> new VisionOnOnnxRuntime(checkpoint, size));
  }

  @Override
  public WeightChoice weights() {
    return new WeightChoice(WeightFormat.F32, "for a test");
  }

  @Override
  public VisionEncoder vision() {
    return vision;
  }

  @Override
  public Decoder decoder() {
    return decoder;
  }

  @Override
  public void close() {
    vision.close();
    decoder.close();
    program.close();
  }
}

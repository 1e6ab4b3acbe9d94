package io.cuepoint.worker.engine.onnxruntime;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.ModelConfig;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.engine.Decoder;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.VisionEncoder;
import io.cuepoint.worker.graph.DecoderGraph;
import io.cuepoint.worker.graph.GraphOptions;
import io.cuepoint.worker.graph.OnnxGraph;
import io.cuepoint.worker.graph.VisionGraph;

/** A checkpoint on the CPU, in f32. */
public final class OnnxRuntimeEngine implements Engine {
  private final MemoryBudget.Reservation held;
  private final GraphSession visionSession;
  private final GraphSession decoderSession;
  private final VisionEncoder vision;
  private final Decoder decoder;

  private OnnxRuntimeEngine(
      MemoryBudget.Reservation held,
      GraphSession visionSession,
      GraphSession decoderSession,
      ModelConfig config,
      MemoryBudget budget) {
    this.held = held;
    this.visionSession = visionSession;
    this.decoderSession = decoderSession;
    this.vision = new OnnxVisionEncoder(visionSession, config.vision(), budget);
    this.decoder = new OnnxDecoder(decoderSession, config.text(), budget);
  }

  /**
   * Loads a checkpoint.
   *
   * @param threads of one operation, at least 1
   * @throws io.cuepoint.worker.engine.MemoryRefusedException before anything is loaded, when the
   *     weights would not fit
   */
  public static OnnxRuntimeEngine open(Checkpoint checkpoint, int threads, MemoryBudget budget) {
    return open(checkpoint, threads, budget, GraphOptions.CPU);
  }

  static OnnxRuntimeEngine open(
      Checkpoint checkpoint, int threads, MemoryBudget budget, GraphOptions options) {
    ModelConfig config = checkpoint.config();
    OnnxGraph vision = VisionGraph.write(config.vision(), checkpoint.weights(), options);
    OnnxGraph decoder = DecoderGraph.write(config.text(), checkpoint.weights(), options);
    MemoryBudget.Reservation held =
        budget.reserve(
            "weights of " + checkpoint.folder().getFileName() + " in f32",
            bytes(vision) + bytes(decoder));
    try {
      GraphSession first = new GraphSession(vision, threads);
      try {
        return new OnnxRuntimeEngine(
            held, first, new GraphSession(decoder, threads), config, budget);
      } catch (RuntimeException e) {
        first.close();
        throw e;
      }
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  private static long bytes(OnnxGraph graph) {
    return graph.weights().stream().mapToLong(TensorRef::elements).sum() * Float.BYTES;
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
    try {
      decoderSession.close();
    } finally {
      try {
        visionSession.close();
      } finally {
        held.close();
      }
    }
  }
}

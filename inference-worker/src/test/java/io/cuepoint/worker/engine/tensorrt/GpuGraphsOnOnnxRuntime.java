package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.Decoder;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.VisionEncoder;
import io.cuepoint.worker.engine.WeightChoice;
import io.cuepoint.worker.graph.LayerSpan;
import io.cuepoint.worker.quantize.QuantizedWeights;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * All of the adapter for TensorRT but TensorRT: its graphs in f32, its decoder and vision encoder,
 * run by ONNX Runtime.
 */
public final class GpuGraphsOnOnnxRuntime implements Engine {
  /** Positions of a cache. */
  public static final int CAPACITY = 3072;

  private static final int ROWS = 96;
  private static final int PATCHES = 4096;

  private final WeightFormat format;
  private final DecoderOnOnnxRuntime program;
  private final TensorRtDecoder decoder;
  private final TensorRtVisionEncoder vision;

  /** For one sequence at a time. */
  public static GpuGraphsOnOnnxRuntime open(Checkpoint checkpoint) {
    return open(checkpoint, 1, Duration.ZERO);
  }

  /**
   * For several.
   *
   * @param linger how long a step waits for those of the last one
   */
  public static GpuGraphsOnOnnxRuntime open(Checkpoint checkpoint, int slots, Duration linger) {
    return open(checkpoint, slots, linger, List.of(LayerSpan.all(checkpoint.config().text())));
  }

  /** For several, the decoder in stages. */
  public static GpuGraphsOnOnnxRuntime open(
      Checkpoint checkpoint, int slots, Duration linger, List<LayerSpan> stages) {
    return new GpuGraphsOnOnnxRuntime(
        checkpoint, slots, linger, stages, WeightFormat.F32, QuantizedWeights.NONE);
  }

  /** For one sequence at a time, the decoder's matrices in fewer bits. */
  public static GpuGraphsOnOnnxRuntime open(
      Checkpoint checkpoint, WeightFormat format, QuantizedWeights quantized) {
    List<LayerSpan> whole = List.of(LayerSpan.all(checkpoint.config().text()));
    return new GpuGraphsOnOnnxRuntime(checkpoint, 1, Duration.ZERO, whole, format, quantized);
  }

  private GpuGraphsOnOnnxRuntime(
      Checkpoint checkpoint,
      int slots,
      Duration linger,
      List<LayerSpan> stages,
      WeightFormat format,
      QuantizedWeights quantized) {
    this.format = format;
    this.program = new DecoderOnOnnxRuntime(checkpoint, CAPACITY, ROWS, slots, stages, quantized);
    this.decoder = new TensorRtDecoder(program, linger);
    this.vision =
        new TensorRtVisionEncoder(
            checkpoint.config().vision(),
            PATCHES,
            size -> new VisionOnOnnxRuntime(checkpoint, size));
  }

  /** Has every step of decoding begin with this, its program's turn taken. */
  public void beforeEachStep(Runnable work) {
    program.beforeEachStep(work);
  }

  /** Holds the first step until so many others ask for the next, which takes all of these. */
  public void holdFirstStepFor(int others) {
    program.beforeTheFirstStep(
        () ->
            Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> decoder.queued() == others));
  }

  /** How many rows each step of decoding took. */
  public List<Integer> steps() {
    return program.steps();
  }

  @Override
  public WeightChoice weights() {
    return new WeightChoice(format, "for a test");
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
    program.close();
  }
}

package io.cuepoint.worker.engine.onnxruntime;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.ModelConfig;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.checkpoint.WeightMemory;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.engine.ComputeThreads;
import io.cuepoint.worker.engine.Decoder;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.EngineOptions;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.VisionEncoder;
import io.cuepoint.worker.engine.WeightChoice;
import io.cuepoint.worker.graph.GraphOptions;
import io.cuepoint.worker.graph.OnnxGraph;
import io.cuepoint.worker.graph.VisionGraph;
import io.cuepoint.worker.quantize.QuantizedWeights;
import io.cuepoint.worker.quantize.WeightCache;
import java.time.Duration;
import java.util.Random;

/** A checkpoint on the CPU. */
public final class OnnxRuntimeEngine implements Engine {
  private final WeightChoice weights;
  private final MemoryBudget.Reservation held;
  private final GraphSession visionSession;
  private final DecoderSessions decoderSessions;
  private final VisionEncoder vision;
  private final Decoder decoder;

  private OnnxRuntimeEngine(
      WeightChoice weights,
      MemoryBudget.Reservation held,
      GraphSession visionSession,
      DecoderSessions decoderSessions,
      ModelConfig config,
      MemoryBudget budget) {
    this.weights = weights;
    this.held = held;
    this.visionSession = visionSession;
    this.decoderSessions = decoderSessions;
    this.vision = new OnnxVisionEncoder(visionSession, config.vision(), budget);
    this.decoder = new OnnxDecoder(decoderSessions, config.text(), budget);
  }

  /**
   * Loads a checkpoint. Quantised weights are made first where they are not kept yet, which takes
   * minutes for a large one.
   *
   * @throws io.cuepoint.worker.engine.MemoryRefusedException before anything is loaded, when the
   *     weights would not fit
   * @throws io.cuepoint.worker.quantize.WeightCacheException when quantised weights cannot be kept
   */
  public static OnnxRuntimeEngine open(Checkpoint checkpoint, EngineOptions options) {
    Weights stored = checkpoint.weights();
    WeightChoice choice =
        WeightChoice.of(
            options.weights(),
            WeightChoice.ON_CPU,
            format -> WeightMemory.of(stored, format),
            options.budget().free(),
            options.clips() * WorkingRoom.of(checkpoint.config()));
    MemoryBudget.Reservation held = reserve(checkpoint, choice, options.budget());
    try {
      QuantizedWeights quantized =
          choice.format().isQuantized()
              ? new WeightCache(
                      options.weightFolder(), options.threads().count(), options.progress())
                  .open(checkpoint, choice.format())
              : QuantizedWeights.NONE;
      return open(
          checkpoint,
          choice,
          held,
          options.threads(),
          options.budget(),
          GraphOptions.CPU.with(quantized));
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /** Loads a checkpoint in f32 by {@code threads} threads of one operation. */
  public static OnnxRuntimeEngine open(Checkpoint checkpoint, int threads, MemoryBudget budget) {
    return open(checkpoint, threads, budget, GraphOptions.CPU);
  }

  static OnnxRuntimeEngine open(
      Checkpoint checkpoint, int threads, MemoryBudget budget, GraphOptions options) {
    WeightChoice choice = new WeightChoice(WeightFormat.F32, "f32 weights");
    MemoryBudget.Reservation held = reserve(checkpoint, choice, budget);
    try {
      return open(checkpoint, choice, held, ComputeThreads.of(threads), budget, options);
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  private static OnnxRuntimeEngine open(
      Checkpoint checkpoint,
      WeightChoice choice,
      MemoryBudget.Reservation held,
      ComputeThreads threads,
      MemoryBudget budget,
      GraphOptions options) {
    ModelConfig config = checkpoint.config();
    OnnxGraph vision = VisionGraph.write(config.vision(), checkpoint.weights(), options);
    LoadingSession loading = new LoadingSession("vision", vision, threads);
    DecoderSessions decoderSessions;
    try {
      decoderSessions = DecoderSessions.load(checkpoint, choice.format(), options, threads);
    } catch (RuntimeException e) {
      loading.abandon(e);
      throw e;
    }
    try {
      return new OnnxRuntimeEngine(choice, held, loading.await(), decoderSessions, config, budget);
    } catch (RuntimeException e) {
      decoderSessions.close();
      throw e;
    }
  }

  private static MemoryBudget.Reservation reserve(
      Checkpoint checkpoint, WeightChoice choice, MemoryBudget budget) {
    return budget.reserve(
        "weights of %s in %s".formatted(checkpoint.folder().getFileName(), choice.format().label()),
        WeightMemory.of(checkpoint.weights(), choice.format()));
  }

  @Override
  public WeightChoice weights() {
    return weights;
  }

  /** Time that the runtime itself has spent on rows of the decoder that came one at a time. */
  public Duration decoding() {
    return Duration.ofNanos(decoderSessions.of(1).nanos());
  }

  /**
   * A cache that holds {@code length} positions of noise, for measuring: what a position holds does
   * not change how long it takes.
   *
   * @throws io.cuepoint.worker.engine.MemoryRefusedException when it would not fit
   */
  public KvCache noise(int capacity, int length, long seed) {
    OnnxKvCache cache = (OnnxKvCache) decoder.newCache(capacity);
    cache.fill(length, new Random(seed));
    return cache;
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
      decoderSessions.close();
    } finally {
      try {
        visionSession.close();
      } finally {
        held.close();
      }
    }
  }
}

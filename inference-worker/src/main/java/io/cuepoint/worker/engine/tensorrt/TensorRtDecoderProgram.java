package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.engine.TokenChoice;
import io.cuepoint.worker.graph.GpuDecoderGraph;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decoder on TensorRT. Prompts run kernel by kernel in the slot of their sequence, steps of
 * decoding as they were captured. Chunks of prompts and steps take turns.
 */
final class TensorRtDecoderProgram implements DecoderProgram {
  private static final Logger log = LoggerFactory.getLogger(TensorRtDecoderProgram.class);

  private final LoadedPlan plan;
  private final TextConfig config;
  private final Measures measures;
  private final DeviceBuffer working;
  private final CudaStream stream;
  private final DecoderChannels channels;
  private final DeviceSlab slab;
  private final IExecutionContext prefill;
  private final CapturedSteps steps;

  /** Fair, so that a long prompt does not hold up those who decode for more than a chunk. */
  private final ReentrantLock turn = new ReentrantLock(true);

  /**
   * What a decoder is built for.
   *
   * @param capacity positions of a slot
   * @param maxRows most rows of one sequence in a run
   * @param slots sequences that have a cache
   * @param valueBytes of one value in a cache
   */
  record Measures(int capacity, int maxRows, int slots, int valueBytes) {}

  /** Allocates all that runs need. */
  TensorRtDecoderProgram(LoadedPlan plan, TextConfig config, Measures measures) {
    this.plan = plan;
    this.config = config;
    this.measures = measures;
    requireInPlace();
    plan.use();
    this.working = new DeviceBuffer(plan.workingBytes(), "the decoder's working memory");
    this.stream = CudaStream.urgent();
    this.channels =
        new DecoderChannels(config, measures.capacity(), measures.maxRows(), measures.slots());
    this.slab =
        new DeviceSlab(
            config,
            measures.slots(),
            GpuDecoderGraph.positions(measures.capacity()),
            measures.valueBytes());
    channels.begin(stream);
    this.prefill = context(ShapeProfile.PREFILL);
    this.steps = new CapturedSteps(stream, this::context);
  }

  private void requireInPlace() {
    for (int layer = 0; layer < config.layers(); layer++) {
      for (String kind : List.of("k.", "v.")) {
        if (!plan.isAliased("present_" + kind + layer, "past_" + kind + layer)) {
          log.warn("TensorRT does not say that the cache {}{} is written in place", kind, layer);
          return;
        }
      }
    }
  }

  private IExecutionContext context(int profile) {
    return plan.context(profile, working.memory(), working.bytes(), stream);
  }

  @Override
  public int capacity() {
    return measures.capacity();
  }

  @Override
  public int maxRows() {
    return measures.maxRows();
  }

  @Override
  public int slots() {
    return measures.slots();
  }

  @Override
  public float[] run(DecoderStep step, int slot) {
    turn.lock();
    try {
      plan.use();
      channels.put(step);
      channels.bind(prefill, 1, step.count(), step.visible());
      slab.bind(prefill, slot, 1);
      channels.uploadRows(stream);
      enqueue(prefill);
      channels.downloadLogits(stream);
      stream.await("%d rows after %d".formatted(step.count(), step.length()));
      return channels.logits();
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void choose(int slot, TokenChoice choice) {
    channels.put(slot, choice);
  }

  @Override
  public int[] decode(DecodeBatch batch) {
    turn.lock();
    try {
      plan.use();
      channels.put(batch);
      steps.run(
          new CapturedSteps.Place(batch.first(), batch.count(), batch.visible()),
          context -> {
            channels.bind(context, batch.count(), 1, batch.visible());
            slab.bind(context, batch.first(), batch.count());
          },
          context -> {
            channels.uploadRows(stream);
            channels.uploadChoices(stream, batch.first(), batch.count());
            enqueue(context);
            channels.downloadTokens(stream, batch.count());
          });
      stream.await("a row each of " + batch.rows().size());
      return channels.tokens(batch);
    } finally {
      turn.unlock();
    }
  }

  private void enqueue(IExecutionContext context) {
    if (!context.enqueueV3(stream.handle())) {
      throw plan.failed("does not run");
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      for (AutoCloseable each : List.<AutoCloseable>of(steps, channels, slab, working, stream)) {
        Closing.quietly(each);
      }
    } finally {
      turn.unlock();
    }
  }
}

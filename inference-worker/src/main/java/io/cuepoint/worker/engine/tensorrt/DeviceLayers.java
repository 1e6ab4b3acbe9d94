package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.graph.GpuDecoderGraph;
import io.cuepoint.worker.graph.LayerSpan;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Layers of the decoder on TensorRT. Prompts run kernel by kernel in the slot of their sequence,
 * steps of decoding as they were captured. One run at a time.
 */
final class DeviceLayers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeviceLayers.class);

  private final LoadedPlan plan;
  private final DeviceBuffer working;
  private final CudaStream stream;
  private final RowChannels rows;
  private final DeviceSlab slab;
  private final IExecutionContext prefill;
  private final CapturedSteps steps;

  /** Allocates all that runs need, on the plan's device. */
  DeviceLayers(
      LoadedPlan plan,
      TextConfig config,
      LayerSpan span,
      StagedDecoder.Measures measures,
      int valueBytes) {
    this.plan = plan;
    requireInPlace(span);
    plan.use();
    this.working = new DeviceBuffer(plan.workingBytes(), "the decoder's working memory");
    this.stream = CudaStream.urgent();
    this.rows = new RowChannels(config, measures);
    this.slab =
        new DeviceSlab(
            config,
            span,
            measures.slots(),
            GpuDecoderGraph.positions(measures.capacity()),
            valueBytes);
    rows.begin(stream);
    this.prefill = context(ShapeProfile.PREFILL);
    this.steps = new CapturedSteps(stream, this::context);
  }

  private void requireInPlace(LayerSpan span) {
    for (int layer = span.first(); layer < span.end(); layer++) {
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

  /** Makes a slot all zero, before whatever runs next. */
  void clear(int slot) {
    plan.use();
    slab.clear(slot, stream);
  }

  /** Runs rows of one sequence to the end. */
  void run(DecoderStep step, int slot, StageEnd end) {
    plan.use();
    rows.put(step);
    rows.bind(prefill, 1, step.count(), step.visible());
    end.binding().bind(prefill, 1);
    slab.bind(prefill, slot, 1);
    enqueue(prefill, end);
    stream.await("%d rows after %d".formatted(step.count(), step.length()));
  }

  /** Runs a row for each slot of a batch to the end. */
  void decode(DecodeBatch batch, Consumer<FloatBuffer> x, StageEnd end) {
    plan.use();
    rows.put(batch, x);
    steps.run(
        new CapturedSteps.Place(batch.first(), batch.count(), batch.visible()),
        context -> {
          rows.bind(context, batch.count(), 1, batch.visible());
          end.binding().bind(context, batch.count());
          slab.bind(context, batch.first(), batch.count());
        },
        context -> enqueue(context, end));
    stream.await("a row each of " + batch.rows().size());
  }

  private void enqueue(IExecutionContext context, StageEnd end) {
    rows.upload(stream);
    end.before().on(stream);
    plan.enqueue(context, stream);
    end.after().on(stream);
  }

  @Override
  public void close() {
    for (AutoCloseable each : List.<AutoCloseable>of(steps, rows, slab, working, stream)) {
      Closing.quietly(each);
    }
  }
}

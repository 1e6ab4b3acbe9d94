package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.TextConfig;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decoder on TensorRT. Prompts run kernel by kernel. A step of decoding is captured once for
 * every cache and length that is looked at, copies included, and then launched as one: a captured
 * graph holds addresses and its context's state, so that each has a context of its own.
 */
final class TensorRtDecoderProgram implements DecoderProgram {
  private static final Logger log = LoggerFactory.getLogger(TensorRtDecoderProgram.class);

  /** Captured steps that are kept; the one used longest ago makes room. */
  private static final int KEPT = 32;

  private final LoadedPlan plan;
  private final TextConfig config;
  private final int capacity;
  private final int maxRows;
  private final int valueBytes;
  private final DeviceBuffer working;
  private final CudaStream stream = new CudaStream();
  private final InputChannel x;
  private final InputChannel cos;
  private final InputChannel sin;
  private final InputChannel rows;
  private final InputChannel columns;
  private final InputChannel writePosition;
  private final InputChannel last;
  private final OutputChannel logits;
  private final IExecutionContext prefill;
  private final Map<Place, Decoding> decodings = new LinkedHashMap<>(16, 0.75f, true);

  /** Which cache, and how much of it is looked at. */
  private record Place(DeviceCache cache, int visible) {}

  /**
   * A step of decoding that is ready.
   *
   * @param captured null where TensorRT's work cannot be captured
   */
  private record Decoding(IExecutionContext context, @Nullable CUgraphExec_st captured) {}

  /**
   * Allocates all that runs need, but caches.
   *
   * @param valueBytes of one value in a cache
   */
  TensorRtDecoderProgram(
      LoadedPlan plan, TextConfig config, int capacity, int maxRows, int valueBytes) {
    this.plan = plan;
    this.config = config;
    this.capacity = capacity;
    this.maxRows = maxRows;
    this.valueBytes = valueBytes;
    requireInPlace();
    long angles = (long) Float.BYTES * maxRows * config.headDim() / 2;
    this.working = new DeviceBuffer(plan.workingBytes(), "the decoder's working memory");
    this.x = new InputChannel("x", (long) Float.BYTES * maxRows * config.hidden());
    this.cos = new InputChannel("cos", angles);
    this.sin = new InputChannel("sin", angles);
    this.rows = new InputChannel("rows", (long) Integer.BYTES * maxRows);
    this.columns = new InputChannel("columns", (long) Integer.BYTES * capacity);
    this.writePosition = new InputChannel("write_pos", Long.BYTES);
    this.last = new InputChannel("last", Long.BYTES);
    this.logits = new OutputChannel("logits", config.vocab());
    columns.put(IntStream.range(0, capacity).toArray());
    columns.upload(stream);
    stream.await("columns");
    this.prefill = context(ShapeProfile.PREFILL);
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
    return capacity;
  }

  @Override
  public int maxRows() {
    return maxRows;
  }

  @Override
  public CacheMemory newCache() {
    plan.use();
    DeviceCache[] made = new DeviceCache[1];
    made[0] = new DeviceCache(config, capacity, valueBytes, () -> forget(made[0]));
    return made[0];
  }

  @Override
  public synchronized float[] run(DecoderStep step, CacheMemory cache) {
    plan.use();
    DeviceCache own = (DeviceCache) cache;
    x.put(step.x());
    cos.put(step.cos());
    sin.put(step.sin());
    rows.put(step.rows());
    writePosition.put(step.length());
    last.put(step.count() - 1L);
    if (step.count() == 1) {
      decode(step, own);
    } else {
      bind(prefill, step, own);
      work(prefill);
    }
    stream.await("%d rows after %d".formatted(step.count(), step.length()));
    return logits.values(config.vocab());
  }

  private void decode(DecoderStep step, DeviceCache cache) {
    Place place = new Place(cache, step.visible());
    Decoding known = decodings.get(place);
    if (known == null) {
      IExecutionContext context = freeContext();
      bind(context, step, cache);
      // a context has to run in its shapes once before it can be captured
      work(context);
      stream.await("a first step of decoding");
      decodings.put(place, new Decoding(context, captured(context)));
    } else if (known.captured() == null) {
      work(known.context());
    } else {
      stream.launch(known.captured(), "a step of decoding");
    }
  }

  private @Nullable CUgraphExec_st captured(IExecutionContext context) {
    try {
      return stream.capture(() -> work(context), "capturing a step of decoding");
    } catch (TensorRtException e) {
      log.warn("steps of decoding are not captured: {}", e.getMessage());
      return null;
    }
  }

  /** A new context, or that of the step used longest ago. */
  private IExecutionContext freeContext() {
    if (decodings.size() < KEPT) {
      return context(ShapeProfile.DECODE);
    }
    Iterator<Decoding> oldest = decodings.values().iterator();
    Decoding dropped = oldest.next();
    oldest.remove();
    release(dropped);
    return dropped.context();
  }

  private static void release(Decoding decoding) {
    if (decoding.captured() != null) {
      Cuda.check(cudart.cudaGraphExecDestroy(decoding.captured()), "a captured step");
    }
  }

  private synchronized void forget(DeviceCache cache) {
    decodings
        .entrySet()
        .removeIf(
            each -> {
              boolean of = each.getKey().cache() == cache;
              if (of) {
                release(each.getValue());
              }
              return of;
            });
  }

  private void bind(IExecutionContext context, DecoderStep step, DeviceCache cache) {
    long count = step.count();
    long angles = config.headDim() / 2;
    x.bind(context, count, config.hidden());
    cos.bind(context, count, angles);
    sin.bind(context, count, angles);
    rows.bind(context, count);
    columns.bind(context, step.visible());
    writePosition.bind(context, 1);
    last.bind(context, 1);
    cache.bind(context);
    logits.bind(context);
  }

  private void work(IExecutionContext context) {
    for (InputChannel each : List.of(x, cos, sin, rows, writePosition, last)) {
      each.upload(stream);
    }
    if (!context.enqueueV3(stream.handle())) {
      throw plan.failed("does not run");
    }
    logits.download(stream, config.vocab());
  }

  @Override
  public synchronized void close() {
    decodings.values().forEach(TensorRtDecoderProgram::release);
    decodings.clear();
    for (AutoCloseable each :
        List.<AutoCloseable>of(
            x, cos, sin, rows, columns, writePosition, last, logits, working, stream)) {
      Closing.quietly(each);
    }
  }
}

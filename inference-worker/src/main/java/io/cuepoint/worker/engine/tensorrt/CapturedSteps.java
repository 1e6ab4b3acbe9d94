package io.cuepoint.worker.engine.tensorrt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps of decoding that were captured, copies included, to be launched as one: for every run of
 * slots and every length that is looked at. What is captured holds addresses and its context's
 * state, so that each has a context of its own. The one used longest ago makes room; contexts,
 * which cannot be deleted, are used again.
 */
final class CapturedSteps implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CapturedSteps.class);
  private static final int KEPT = 32;

  private final CudaStream stream;
  private final IntFunction<IExecutionContext> contexts;
  private final Map<Place, Step> steps = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Integer, Deque<IExecutionContext>> spare = new LinkedHashMap<>();

  /** Which slots, and how much of them is looked at. */
  record Place(int first, int count, int visible) {
    int profile() {
      return count == 1 ? ShapeProfile.DECODE : ShapeProfile.BATCH;
    }
  }

  /**
   * A step that is ready.
   *
   * @param captured null where TensorRT's work cannot be captured
   */
  private record Step(Place place, IExecutionContext context, @Nullable CUgraphExec_st captured) {}

  /**
   * None yet.
   *
   * @param contexts makes one for a profile
   */
  CapturedSteps(CudaStream stream, IntFunction<IExecutionContext> contexts) {
    this.stream = stream;
    this.contexts = contexts;
  }

  /**
   * Does the work of a step.
   *
   * @param bind gives a new context its shapes and addresses
   * @param work what is done with it, the same every time
   */
  void run(Place place, Consumer<IExecutionContext> bind, Consumer<IExecutionContext> work) {
    Step known = steps.get(place);
    if (known == null) {
      IExecutionContext context = freeContext(place.profile());
      bind.accept(context);
      // a context has to run in its shapes once before it can be captured
      work.accept(context);
      stream.await("a first step of decoding");
      steps.put(place, new Step(place, context, captured(() -> work.accept(context))));
    } else if (known.captured() == null) {
      work.accept(known.context());
    } else {
      stream.launch(known.captured(), "a step of decoding");
    }
  }

  private @Nullable CUgraphExec_st captured(Runnable work) {
    try {
      return stream.capture(work, "capturing a step of decoding");
    } catch (TensorRtException e) {
      log.warn("steps of decoding are not captured: {}", e.getMessage());
      return null;
    }
  }

  private IExecutionContext freeContext(int profile) {
    if (steps.size() >= KEPT) {
      Iterator<Step> oldest = steps.values().iterator();
      Step dropped = oldest.next();
      oldest.remove();
      release(dropped);
      spare(dropped.place().profile()).push(dropped.context());
    }
    Deque<IExecutionContext> left = spare(profile);
    return left.isEmpty() ? contexts.apply(profile) : left.pop();
  }

  private Deque<IExecutionContext> spare(int profile) {
    return spare.computeIfAbsent(profile, none -> new ArrayDeque<>());
  }

  private static void release(Step step) {
    if (step.captured() != null) {
      Cuda.check(cudart.cudaGraphExecDestroy(step.captured()), "a captured step");
    }
  }

  @Override
  public void close() {
    List<Step> all = new ArrayList<>(steps.values());
    steps.clear();
    all.forEach(step -> Closing.quietly(() -> release(step)));
  }
}

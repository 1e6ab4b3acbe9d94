package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.DType;
import io.cuepoint.worker.graph.GraphOptions.Compute;
import io.cuepoint.worker.graph.OnnxGraph;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where plans come from: the store, or else the builder. Plans are kept without the weights, which
 * are put in when they are loaded; where TensorRT does not take them so, the plan is kept whole.
 * Plans are loaded one at a time, onto one GPU.
 */
final class PlanSource {
  private static final Logger log = LoggerFactory.getLogger(PlanSource.class);
  private static final long TOLD_EVERY_SECONDS = 10;

  /** Codes of errors that a plan with its weights may not have. */
  private static final Set<String> OF_STRIPPING = Set.of("tensorrt.plan", "tensorrt.refit");

  private final Gpu gpu;
  private final Version version;
  private final IRuntime runtime;
  private final TensorRtLog errors;
  private final PlanStore store;
  private final PlanBuilder builder;
  private final BuildProgress progress;

  PlanSource(
      Preflight.Ready ready,
      Gpu gpu,
      IRuntime runtime,
      TensorRtLog errors,
      PlanStore store,
      BuildProgress progress) {
    this.gpu = gpu;
    this.version = ready.version();
    this.runtime = runtime;
    this.errors = errors;
    this.store = store;
    this.builder = new PlanBuilder(ready, gpu, errors, store);
    this.progress = progress;
  }

  /**
   * Loads the plan of a graph onto the device; where there is none yet it takes minutes.
   *
   * @throws CancellationException when the progress says so before a build
   */
  synchronized LoadedPlan load(
      String part, OnnxGraph graph, Compute compute, List<ShapeProfile> profiles) {
    Cuda.use(gpu.index());
    if (compute == Compute.BF16
        && graph.weights().stream().allMatch(weight -> weight.type() == DType.BF16)) {
      try {
        LoadedPlan stripped = load(part, graph, compute, profiles, true);
        stripped.refit(graph);
        return stripped;
      } catch (TensorRtException e) {
        if (!OF_STRIPPING.contains(e.code())) {
          throw e;
        }
        log.warn("{} is kept with its weights: {}", part, e.getMessage());
      }
    }
    return load(part, graph, compute, profiles, false);
  }

  private LoadedPlan load(
      String part,
      OnnxGraph graph,
      Compute compute,
      List<ShapeProfile> profiles,
      boolean stripped) {
    PlanKey key =
        PlanKey.of(
            part,
            WeightsDigest.of(graph.weights()),
            graph.model(),
            gpu,
            version,
            profiles,
            stripped);
    Optional<HostBytes> kept = store.find(key.fileName(), key.text(), HostBytes::allocate);
    if (kept.isPresent()) {
      try (HostBytes plan = kept.get()) {
        return LoadedPlan.of(part, plan, runtime, errors, gpu.index());
      } catch (TensorRtException e) {
        log.warn("{} is built again: {}", part, e.getMessage());
      }
    }
    try (HostBytes plan = build(part, graph, compute, profiles, stripped)) {
      keep(key, plan);
      return LoadedPlan.of(part, plan, runtime, errors, gpu.index());
    }
  }

  private HostBytes build(
      String part,
      OnnxGraph graph,
      Compute compute,
      List<ShapeProfile> profiles,
      boolean stripped) {
    if (progress.cancelled()) {
      throw new CancellationException("cancelled before " + part + " was built");
    }
    long begun = System.nanoTime();
    ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused =
          teller.scheduleAtFixedRate(
              () -> progress.building(part, Duration.ofNanos(System.nanoTime() - begun)),
              0,
              TOLD_EVERY_SECONDS,
              TimeUnit.SECONDS);
      return builder.build(part, graph, compute, profiles, stripped);
    } finally {
      teller.shutdownNow();
    }
  }

  /** That a plan cannot be kept is told, and the work goes on: it is built at the next start. */
  private void keep(PlanKey key, HostBytes plan) {
    try {
      store.keep(key.fileName(), key.text(), plan);
    } catch (IOException e) {
      log.warn("the plan of {} is not kept: {}", key.part(), e.toString());
    }
  }
}

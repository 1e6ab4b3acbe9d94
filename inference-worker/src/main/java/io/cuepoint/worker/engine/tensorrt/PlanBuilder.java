package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.graph.GraphOptions.Compute;
import io.cuepoint.worker.graph.OnnxGraph;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.global.nvinfer.BuilderFlag;
import org.bytedeco.tensorrt.global.nvinfer.MemoryPoolType;
import org.bytedeco.tensorrt.global.nvinfer.NetworkDefinitionCreationFlag;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.global.nvonnxparser;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.IOptimizationProfile;
import org.bytedeco.tensorrt.nvinfer.ITimingCache;
import org.bytedeco.tensorrt.nvonnxparser.IParser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds plans from graphs. The binding cannot delete TensorRT's objects: what a build leaves on
 * the host stays until the process ends.
 */
final class PlanBuilder {
  private static final Logger logger = LoggerFactory.getLogger(PlanBuilder.class);
  private static final long WORKSPACE = 4L << 30;

  private final Preflight.Ready ready;
  private final Gpu gpu;
  private final TensorRtLog log;
  private final PlanStore store;

  PlanBuilder(Preflight.Ready ready, Gpu gpu, TensorRtLog log, PlanStore store) {
    this.ready = ready;
    this.gpu = gpu;
    this.log = log;
    this.store = store;
  }

  /**
   * Builds one plan; takes minutes.
   *
   * @param what for messages
   * @param stripped whether weights are left out that can be put in later
   */
  HostBytes build(
      String what,
      OnnxGraph graph,
      Compute compute,
      List<ShapeProfile> profiles,
      boolean stripped) {
    JavaCppAccess.loadBuilderResources(ready.files());
    List<String> unused = log.takeErrors();
    IBuilder builder = made(nvinfer.createInferBuilder(log), "the builder for " + what);
    INetworkDefinition network =
        made(
            builder.createNetworkV2(1 << NetworkDefinitionCreationFlag.kSTRONGLY_TYPED.value),
            "the network of " + what);
    try (MappedWeights weights = new MappedWeights()) {
      parse(what, graph, network, weights);
      IBuilderConfig config = made(builder.createBuilderConfig(), "the builder for " + what);
      config.setMemoryPoolLimit(MemoryPoolType.kWORKSPACE, WORKSPACE);
      if (compute == Compute.F32) {
        config.clearFlag(BuilderFlag.kTF32);
      }
      if (stripped) {
        config.setFlag(BuilderFlag.kREFIT_IDENTICAL);
        config.setFlag(BuilderFlag.kSTRIP_PLAN);
      }
      profiles.forEach(profile -> add(what, profile, builder, config));
      ITimingCache timings = timings(config);
      IHostMemory plan =
          made(builder.buildSerializedNetwork(network, config), "the plan of " + what);
      // of kernels that were tried and passed over: no reason for what may fail later
      unused = log.takeErrors();
      keep(timings);
      return HostBytes.of(plan.data(), plan.size());
    }
  }

  private void parse(
      String what, OnnxGraph graph, INetworkDefinition network, MappedWeights weights) {
    IParser parser = made(nvonnxparser.createParser(network, log), "the parser for " + what);
    try (BytePointer model = new BytePointer(graph.model())) {
      boolean loaded = parser.loadModelProto(model, graph.model().length);
      if (loaded) {
        weights.give(graph.weights(), parser::loadInitializer);
      }
      if (!loaded || !parser.parseModelProto()) {
        String fault =
            parser.getNbErrors() == 0
                ? String.join("; ", log.takeErrors())
                : "%s (%s %s)"
                    .formatted(
                        parser.getError(0).desc(),
                        parser.getError(0).nodeOperator(),
                        parser.getError(0).nodeName());
        throw new TensorRtException("tensorrt.parse", what + " is not taken: " + fault);
      }
    }
  }

  private void add(String what, ShapeProfile profile, IBuilder builder, IBuilderConfig config) {
    IOptimizationProfile made = made(builder.createOptimizationProfile(), "a profile of " + what);
    profile
        .inputs()
        .forEach(
            (name, range) -> {
              boolean taken =
                  made.setDimensions(name, OptProfileSelector.kMIN, Dims.of(range.least()))
                      && made.setDimensions(name, OptProfileSelector.kOPT, Dims.of(range.usual()))
                      && made.setDimensions(name, OptProfileSelector.kMAX, Dims.of(range.most()));
              if (!taken) {
                throw Failures.of(
                    what + ", input " + name + " " + range, log.takeErrors(), "tensorrt.build");
              }
            });
    if (config.addOptimizationProfile(made) < 0) {
      throw Failures.of(
          what + ", profile " + profile.fingerprint(), log.takeErrors(), "tensorrt.build");
    }
  }

  private ITimingCache timings(IBuilderConfig config) {
    Optional<HostBytes> known = store.find(timingName(), timingKey(), HostBytes::allocate);
    ITimingCache cache =
        made(
            config.createTimingCache(
                known.map(HostBytes::memory).orElseGet(() -> new BytePointer()),
                known.map(HostBytes::size).orElse(0L)),
            "the timing cache");
    config.setTimingCache(cache, false);
    return cache;
  }

  /** What a later build need not measure again; that it cannot be kept is no failure. */
  private void keep(ITimingCache timings) {
    IHostMemory bytes = timings.serialize();
    if (bytes == null || bytes.isNull()) {
      return;
    }
    try {
      store.keep(timingName(), timingKey(), HostBytes.of(bytes.data(), bytes.size()));
    } catch (IOException e) {
      logger.warn("timings of kernels are not kept: {}", e.toString());
    }
  }

  private String timingName() {
    return "timings-" + PlanKey.digest(timingKey()) + ".cache";
  }

  private String timingKey() {
    return "timings of %s sm_%d%d, TensorRT %s"
        .formatted(gpu.name(), gpu.major(), gpu.minor(), ready.version());
  }

  private <P extends Pointer> P made(@Nullable P object, String what) {
    if (object == null || object.isNull()) {
      throw Failures.of(what + " cannot be made", log.takeErrors(), "tensorrt.build");
    }
    return object;
  }
}

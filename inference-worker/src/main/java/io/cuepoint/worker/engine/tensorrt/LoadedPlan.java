package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.graph.OnnxGraph;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.global.nvinfer.ExecutionContextAllocationStrategy;
import org.bytedeco.tensorrt.global.nvonnxparser;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.bytedeco.tensorrt.nvinfer.IRefitter;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.bytedeco.tensorrt.nvonnxparser.IParserRefitter;
import org.jspecify.annotations.Nullable;

/**
 * A plan on the device, its weights with it. All contexts share one block of working memory, as
 * they run one at a time.
 */
final class LoadedPlan {
  private final String what;
  private final ICudaEngine engine;
  private final TensorRtLog log;
  private final int device;

  private LoadedPlan(String what, ICudaEngine engine, TensorRtLog log, int device) {
    this.device = device;
    this.what = what;
    this.engine = engine;
    this.log = log;
  }

  /** Loads a plan onto a device; the devices have been counted before. */
  static LoadedPlan of(String what, HostBytes plan, IRuntime runtime, TensorRtLog log, int device) {
    ICudaEngine engine = runtime.deserializeCudaEngine(plan.memory(), plan.size());
    if (engine == null || engine.isNull()) {
      throw Failures.of(
          "the plan of " + what + " does not load", log.takeErrors(), "tensorrt.plan");
    }
    return new LoadedPlan(what, engine, log, device);
  }

  /** Puts the weights in that the plan was stripped of. */
  void refit(OnnxGraph graph) {
    IRefitter refitter = nvinfer.createInferRefitter(engine, log);
    IParserRefitter parser =
        refitter == null ? null : nvonnxparser.createParserRefitter(refitter, log);
    if (refitter == null || parser == null) {
      throw refused();
    }
    try (MappedWeights weights = new MappedWeights();
        BytePointer model = new BytePointer(graph.model())) {
      if (!parser.loadModelProto(model, graph.model().length)) {
        throw refused();
      }
      weights.give(graph.weights(), parser::loadInitializer);
      if (!parser.refitModelProto() || !refitter.refitCudaEngine()) {
        throw refused();
      }
    }
  }

  private RuntimeException refused() {
    return Failures.of(
        "the plan of " + what + " takes no weights", log.takeErrors(), "tensorrt.refit");
  }

  /** Has the stream run it, as {@code context} was told. */
  void enqueue(IExecutionContext context, CudaStream stream) {
    if (!context.enqueueV3(stream.handle())) {
      throw Failures.of("the plan of " + what + " does not run", log.takeErrors(), "tensorrt.run");
    }
  }

  /** Has this thread work on the plan's device. */
  void use() {
    Cuda.use(device);
  }

  /** Bytes of working memory that any profile needs. */
  long workingBytes() {
    long most = 0;
    for (int i = 0; i < engine.getNbOptimizationProfiles(); i++) {
      most = Math.max(most, engine.getDeviceMemorySizeForProfileV2(i));
    }
    return most;
  }

  /** Whether an output is written over an input. */
  boolean isAliased(String output, String input) {
    return input.equals(engine.getAliasedInputTensor(output));
  }

  /** A context that works in {@code memory}, on a stream of the caller's. */
  IExecutionContext context(int profile, Pointer memory, long bytes, CudaStream stream) {
    @Nullable IExecutionContext context =
        engine.createExecutionContext(ExecutionContextAllocationStrategy.kUSER_MANAGED);
    if (context == null || context.isNull()) {
      throw Failures.of("a context of " + what, log.takeErrors(), "tensorrt.run");
    }
    if (!context.setOptimizationProfileAsync(profile, stream.handle())) {
      throw Failures.of("profile " + profile + " of " + what, log.takeErrors(), "tensorrt.run");
    }
    stream.await(what);
    context.setDeviceMemoryV2(memory, bytes);
    return context;
  }
}

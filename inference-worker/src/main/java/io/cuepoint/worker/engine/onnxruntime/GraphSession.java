package io.cuepoint.worker.engine.onnxruntime;

import static java.util.stream.Collectors.joining;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.cuepoint.onnx.OnnxEnvironment;
import io.cuepoint.worker.checkpoint.DType;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.engine.ComputeThreads;
import io.cuepoint.worker.engine.EngineException;
import io.cuepoint.worker.graph.OnnxGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * A graph that ONNX Runtime has loaded. The weights are handed over as mapped memory: they may lie
 * in any folder, behind links, at any alignment.
 */
final class GraphSession implements AutoCloseable {
  private final Tensors weights = new Tensors();
  private final Tensors weightInputs = new Tensors();
  private final Runs runs = new Runs();
  private final OrtSession session;
  private final LongAdder nanos = new LongAdder();

  GraphSession(OnnxGraph graph, ComputeThreads threads) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads.count());
      if (threads.cores().size() > 1) {
        options.addConfigEntry("session.intra_op_thread_affinities", affinities(threads.cores()));
      }
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      // patterns are kept for every shape that was ever run, and chunks have many
      options.setMemoryPatternOptimization(false);
      map(graph.weights(), weights);
      map(graph.inputs(), weightInputs);
      options.addExternalInitializers(Map.copyOf(weights.byName()));
      session = OnnxEnvironment.get().createSession(graph.model(), options);
    } catch (OrtException e) {
      weights.close();
      weightInputs.close();
      throw new EngineException("ONNX Runtime does not load the graph: " + e.getMessage(), e);
    }
  }

  private static void map(List<TensorRef> mapped, Tensors tensors) throws OrtException {
    for (TensorRef each : mapped) {
      tensors.bytes(
          each.name(),
          Weights.map(each, 0, Math.toIntExact(each.bytes())),
          type(each.type()),
          each.dims());
    }
  }

  /**
   * Runs the graph for one output.
   *
   * @throws java.util.concurrent.CancellationException when the thread is interrupted meanwhile
   */
  OrtSession.Result run(Tensors inputs, String output) throws OrtException {
    return runs.run(options -> session.run(inputs.byName(), Set.of(output), options));
  }

  /**
   * Runs the decoder's graph, which reads and writes {@code cache} where it lies.
   *
   * @throws java.util.concurrent.CancellationException when the thread is interrupted meanwhile
   */
  OrtSession.Result run(Tensors inputs, OnnxKvCache cache) throws OrtException {
    Map<String, OnnxTensor> all = new HashMap<>(inputs.byName());
    all.putAll(weightInputs.byName());
    all.putAll(cache.past());
    long begin = System.nanoTime();
    try {
      return runs.run(options -> session.run(all, Set.of("logits"), cache.present(), options));
    } finally {
      nanos.add(System.nanoTime() - begin);
    }
  }

  /** Nanoseconds that the runtime has spent in the decoder's runs. */
  long nanos() {
    return nanos.sum();
  }

  /** The runtime counts processors from 1, and leaves the caller's thread where it is. */
  private static String affinities(List<Integer> cores) {
    return cores.stream().skip(1).map(core -> String.valueOf(core + 1)).collect(joining(";"));
  }

  private static OnnxJavaType type(DType type) {
    return switch (type) {
      case F32 -> OnnxJavaType.FLOAT;
      case F16 -> OnnxJavaType.FLOAT16;
      case BF16 -> OnnxJavaType.BFLOAT16;
      case U8 -> OnnxJavaType.UINT8;
      default -> throw new IllegalArgumentException(type + " (expected: F32, F16, BF16 or U8)");
    };
  }

  /** Ends its runs and lets go of it. */
  @Override
  public void close() {
    runs.end(this::release);
  }

  private void release() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new EngineException("ONNX Runtime does not let go of the graph", e);
    } finally {
      weights.close();
      weightInputs.close();
    }
  }
}

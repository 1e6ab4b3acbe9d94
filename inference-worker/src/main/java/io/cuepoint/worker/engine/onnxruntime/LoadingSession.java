package io.cuepoint.worker.engine.onnxruntime;

import io.cuepoint.worker.engine.ComputeThreads;
import io.cuepoint.worker.engine.EngineException;
import io.cuepoint.worker.graph.OnnxGraph;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A graph that is being loaded beside others. The runtime widens and packs weights by one thread,
 * so that two graphs at a time take little longer than one.
 */
final class LoadingSession {
  private final FutureTask<GraphSession> loading;

  LoadingSession(String name, OnnxGraph graph, ComputeThreads threads) {
    loading = new FutureTask<>(() -> new GraphSession(graph, threads));
    new Thread(loading, "load-" + name).start();
  }

  /**
   * Waits for it, also when interrupted: what has begun to load is there to be closed.
   *
   * @throws EngineException when the runtime does not load it
   */
  GraphSession await() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return loading.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new EngineException("the graph does not load", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for it and closes it, as {@code failure} leaves no use for it. */
  void abandon(RuntimeException failure) {
    try {
      await().close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}

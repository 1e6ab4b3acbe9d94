package io.cuepoint.worker.engine.onnxruntime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtSession;
import io.cuepoint.worker.engine.ComputeThreads;
import io.cuepoint.worker.graph.LongGraph;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that take minutes where nothing ends them. */
@Timeout(60)
class GraphSessionTest {
  private static final int WIDTH = 1024;
  private static final int PRODUCTS = 20_000;

  private static GraphSession session() {
    return new GraphSession(LongGraph.of(PRODUCTS), ComputeThreads.of(1));
  }

  @Test
  void endsARunWhoseThreadIsInterrupted() throws Exception {
    try (GraphSession session = session()) {
      FutureTask<Integer> run = run(session);
      start(run).interrupt();
      assertThatThrownBy(run::get)
          .isInstanceOf(ExecutionException.class)
          .hasCause(new CancellationException("interrupted in a run of the model"));
    }
  }

  @Test
  void endsItsRunsBeforeItCloses() throws Exception {
    GraphSession session = session();
    FutureTask<Integer> run = run(session);
    Thread unused = start(run);
    session.close();
    assertThatThrownBy(run::get)
        .isInstanceOf(ExecutionException.class)
        .hasCause(new CancellationException("the model is being closed"));
  }

  /** One run. */
  private static FutureTask<Integer> run(GraphSession session) {
    return new FutureTask<>(
        () -> {
          try (Tensors inputs = new Tensors()) {
            inputs.floats("x", FloatBuffer.wrap(new float[WIDTH * WIDTH]), WIDTH, WIDTH);
            try (OrtSession.Result result = session.run(inputs, "y")) {
              return result.size();
            }
          }
        });
  }

  /** Returns once the run has computed for a while. */
  private static Thread start(FutureTask<?> run) {
    Thread thread = new Thread(run);
    thread.start();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long computed = TimeUnit.MILLISECONDS.toNanos(300);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> threads.getThreadCpuTime(thread.getId()) > computed);
    return thread;
  }
}

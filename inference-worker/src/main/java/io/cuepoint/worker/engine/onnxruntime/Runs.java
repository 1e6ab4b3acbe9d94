package io.cuepoint.worker.engine.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Runs of one graph. A run ends before its next node when its thread is interrupted or the graph is
 * to be closed, which a run of a large model may otherwise outlast by minutes. Thread-safe.
 */
final class Runs {
  private static final long LOOK_EVERY_MILLIS = 100;
  private static final ScheduledThreadPoolExecutor WATCH = watch();

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile boolean closing;

  /** What is run. */
  interface Work<T> {
    T with(OrtSession.RunOptions options) throws OrtException;
  }

  /**
   * Runs on the calling thread.
   *
   * @throws CancellationException when the thread is interrupted, which it stays, or the graph is
   *     closed
   */
  <T> T run(Work<T> work) throws OrtException {
    lock.readLock().lock();
    try (Run run = new Run()) {
      if (run.unwanted()) {
        throw cancelled();
      }
      try {
        return work.with(run.options);
      } catch (OrtException e) {
        if (run.unwanted()) {
          throw cancelled();
        }
        throw e;
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private CancellationException cancelled() {
    return new CancellationException(
        closing ? "the model is being closed" : "interrupted in a run of the model");
  }

  /** Ends the runs under way, and then does this; none begins any more. */
  void end(Runnable release) {
    closing = true;
    lock.writeLock().lock();
    try {
      release.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static ScheduledThreadPoolExecutor watch() {
    ScheduledThreadPoolExecutor watch =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "onnx-watch");
              thread.setDaemon(true);
              return thread;
            });
    watch.setRemoveOnCancelPolicy(true);
    return watch;
  }

  /** One that is under way. */
  private final class Run implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final OrtSession.RunOptions options = new OrtSession.RunOptions();
    private final Future<?> looking =
        WATCH.scheduleWithFixedDelay(
            this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    private boolean over;

    Run() throws OrtException {}

    boolean unwanted() {
      return closing || thread.isInterrupted();
    }

    private synchronized void look() {
      if (over || !unwanted()) {
        return;
      }
      try {
        options.setTerminate(true);
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public synchronized void close() {
      over = true;
      looking.cancel(false);
      options.close();
    }
  }
}

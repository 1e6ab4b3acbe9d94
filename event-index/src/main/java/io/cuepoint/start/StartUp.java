package io.cuepoint.start;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What a service is at while it starts. Thread-safe. */
public final class StartUp {
  private final LongSupplier nanos;
  private final List<StartStep> steps = new CopyOnWriteArrayList<>();
  private volatile boolean brokenOff;

  public StartUp() {
    this(System::nanoTime);
  }

  /**
   * By a clock of its own.
   *
   * @param nanos from any origin
   */
  StartUp(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Begins a step of the calling thread, which lasts until it is closed.
   *
   * @param part what it brings, by its name in the service's health ({@code db}, {@code broker})
   * @param doing for people, without secrets: {@code waiting for Kafka at HOST:9092}
   */
  public StartStep begin(String part, String doing) {
    StartStep step = new StartStep(this, part, doing, nanos.getAsLong());
    steps.add(step);
    if (brokenOff) {
      step.interrupt();
    }
    return step;
  }

  /**
   * Does what takes long as one step, on a thread of its own: when the start is broken off, work
   * that minds no interruption (native code) is left behind, for the JVM's end to end it.
   *
   * @throws CancellationException when the start is broken off
   */
  public <T> T during(String part, String doing, Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(task, "start-" + part);
    thread.setDaemon(true);
    StartStep step = begin(part, doing);
    try {
      thread.start();
      return task.get();
    } catch (InterruptedException e) {
      // the interruption ends here: what is closed now is to close in peace
      task.cancel(true);
      throw new CancellationException(doing + " was broken off");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      step.close();
    }
  }

  /** Interrupts the steps that last and those that come: the JVM is about to end. */
  public void breakOff() {
    brokenOff = true;
    steps.forEach(StartStep::interrupt);
  }

  void end(StartStep step) {
    steps.remove(step);
  }

  long now() {
    return nanos.getAsLong();
  }

  /** Those that last, the oldest first. */
  List<StartStep> steps() {
    return new ArrayList<>(steps);
  }
}

package io.cuepoint.queue;

import io.cuepoint.contract.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Handles a queue's items from the start of the application until its end. */
public final class QueueWorker<T> implements SmartLifecycle {
  private final WorkQueue queue;
  private final List<Lane<T>> lanes;
  private final int concurrency;
  private final WorkHandler<T> handler;
  private WorkQueue.@Nullable Subscription subscription;

  /** For the items of one topic. */
  public QueueWorker(
      WorkQueue queue, Topic<T> topic, String group, int concurrency, WorkHandler<T> handler) {
    this(queue, List.of(new Lane<>(topic, group, false)), concurrency, handler);
  }

  /** For the items of several topics in turn. */
  public QueueWorker(
      WorkQueue queue, List<Lane<T>> lanes, int concurrency, WorkHandler<T> handler) {
    this.queue = queue;
    this.lanes = List.copyOf(lanes);
    this.concurrency = concurrency;
    this.handler = handler;
  }

  @Override
  public synchronized void start() {
    if (subscription == null) {
      subscription = queue.consume(lanes, concurrency, handler);
    }
  }

  @Override
  public synchronized void stop() {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return subscription != null;
  }
}

package io.cuepoint.queue;

import io.cuepoint.contract.Topic;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Handles a queue's items from the start of the application until its end. */
public final class QueueWorker<T> implements SmartLifecycle {
  private final WorkQueue queue;
  private final Topic<T> topic;
  private final String group;
  private final int concurrency;
  private final WorkHandler<T> handler;
  private WorkQueue.@Nullable Subscription subscription;

  public QueueWorker(
      WorkQueue queue, Topic<T> topic, String group, int concurrency, WorkHandler<T> handler) {
    this.queue = queue;
    this.topic = topic;
    this.group = group;
    this.concurrency = concurrency;
    this.handler = handler;
  }

  @Override
  public synchronized void start() {
    if (subscription == null) {
      subscription = queue.consume(topic, group, concurrency, handler);
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

package io.cuepoint.queue;

import io.cuepoint.contract.Topic;
import java.util.concurrent.CompletableFuture;

/** Sends messages. */
public interface MessagePublisher {
  /**
   * Sends {@code message}; the future completes once the broker keeps it on all in-sync replicas.
   * Messages of one key arrive in the order of the calls. The message belongs to the trace that the
   * calling thread is in.
   */
  <T> CompletableFuture<Void> publish(Topic<T> topic, T message);
}

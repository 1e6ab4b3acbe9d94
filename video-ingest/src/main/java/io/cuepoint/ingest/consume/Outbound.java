package io.cuepoint.ingest.consume;

import io.cuepoint.contract.Topic;
import io.cuepoint.queue.MessagePublisher;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Messages of one video on their way to the broker; no more than a bounded number unconfirmed. */
final class Outbound {
  private static final int MAX_UNCONFIRMED = 256;

  private final MessagePublisher publisher;
  private final Deque<CompletableFuture<Void>> unconfirmed = new ArrayDeque<>();

  Outbound(MessagePublisher publisher) {
    this.publisher = publisher;
  }

  <T> void send(Topic<T> topic, T message) throws InterruptedException {
    unconfirmed.add(publisher.publish(topic, message));
    confirm(MAX_UNCONFIRMED);
  }

  /** Returns once the broker keeps all that was sent. */
  void confirm() throws InterruptedException {
    confirm(0);
  }

  private void confirm(int allButThese) throws InterruptedException {
    while (unconfirmed.size() > allButThese) {
      try {
        unconfirmed.remove().get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the broker did not keep a message", e.getCause());
      }
    }
  }
}

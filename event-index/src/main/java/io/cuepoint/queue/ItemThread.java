package io.cuepoint.queue;

import io.cuepoint.queue.ItemWork.Outcome;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One item being worked on, on a thread of its own, so that its holder can keep holding it. */
final class ItemThread {
  private final Thread thread;
  private volatile Outcome outcome = Outcome.HANDED_BACK;

  /**
   * Starts the work.
   *
   * @param ended called on the item's thread after its end
   */
  <T> ItemThread(
      String name,
      ItemWork<T> work,
      ConsumerRecord<byte[], byte[]> record,
      int delivery,
      Runnable ended) {
    this.thread =
        new Thread(
            () -> {
              try {
                outcome = work.run(record, delivery);
              } finally {
                ended.run();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Returns whether the work has ended. */
  boolean await(Duration limit) {
    try {
      thread.join(Math.max(1, limit.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  /** Of work that has ended. */
  Outcome outcome() {
    return outcome;
  }
}

package io.cuepoint.queue;

import io.cuepoint.contract.Topic;

/**
 * A topic read as a queue: every item is given to one handler of the group at a time, is given
 * again when its holder dies or fails, and ends in the dead-letter topic after too many tries. Work
 * may take hours: an item is held for as long as its handler runs. Delivery is at least once.
 */
public interface WorkQueue {
  /**
   * Starts handling items on threads of its own.
   *
   * @param group the consumers that share the topic's items
   * @param concurrency how many items this process handles at a time, 1 or more
   */
  <T> Subscription consume(Topic<T> topic, String group, int concurrency, WorkHandler<T> handler);

  /** Handling under way. */
  interface Subscription extends AutoCloseable {
    /** Interrupts the handlers and hands back what they hold, for others to take at once. */
    @Override
    void close();
  }
}

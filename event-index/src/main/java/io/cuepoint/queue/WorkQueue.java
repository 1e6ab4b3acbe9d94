package io.cuepoint.queue;

import io.cuepoint.contract.Topic;
import java.util.List;

/**
 * Topics read as a queue: every item is given to one handler of the group at a time, is given again
 * when its holder dies or fails, and ends in the dead-letter topic after too many tries. Work may
 * take hours: an item is held for as long as its handler runs. Delivery is at least once.
 */
public interface WorkQueue {
  /**
   * Starts handling items on threads of its own.
   *
   * @param lanes one or more, an earlier one going before a later one: of every four turns that
   *     urgent lanes leave, each other lane gets one at least while something waits there
   * @param concurrency how many items this process handles at a time, of all lanes together, 1 or
   *     more
   */
  <T> Subscription consume(List<Lane<T>> lanes, int concurrency, WorkHandler<T> handler);

  /**
   * Starts handling items of a single topic.
   *
   * @param group the consumers that share the topic's items
   */
  default <T> Subscription consume(
      Topic<T> topic, String group, int concurrency, WorkHandler<T> handler) {
    return consume(List.of(new Lane<>(topic, group, false)), concurrency, handler);
  }

  /** Handling under way. */
  interface Subscription extends AutoCloseable {
    /** Interrupts the handlers and hands back what they hold, for others to take at once. */
    @Override
    void close();
  }
}

package io.cuepoint.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One assigned partition: what waits, what is worked on, and up to where everything is done. Items
 * end in any order, but Kafka's committed offset can only say "all before this".
 */
final class PartitionProgress {
  private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
  private final Deque<Long> uncommitted = new ArrayDeque<>();
  private final Map<Long, Item> items = new HashMap<>();
  private long done = -1;
  private long committed = -1;

  /** An item from its delivery until all before it are done. */
  private static final class Item {
    private int deliveries;
    private @Nullable ItemThread thread;
    private boolean done;
  }

  void delivered(ConsumerRecord<byte[], byte[]> record) {
    waiting.add(record);
    uncommitted.add(record.offset());
    items.put(record.offset(), new Item());
  }

  /** Whether more is wanted from the partition. */
  boolean idle() {
    return waiting.isEmpty();
  }

  /**
   * The next item to be worked on.
   *
   * @param window how many items, from the oldest not done, may be known at a time
   */
  @Nullable ConsumerRecord<byte[], byte[]> next(int window) {
    return ready(window) ? waiting.poll() : null;
  }

  /** Whether there is a next item, by the same {@code window}. */
  boolean ready(int window) {
    ConsumerRecord<byte[], byte[]> first = waiting.peek();
    Long oldest = uncommitted.peek();
    return first != null && (oldest == null || first.offset() - oldest < window);
  }

  /** Counts a delivery to the handler: 1 for the first. */
  int delivery(ConsumerRecord<byte[], byte[]> record) {
    return ++item(record).deliveries;
  }

  void started(ConsumerRecord<byte[], byte[]> record, ItemThread thread) {
    item(record).thread = thread;
  }

  /** Unless it is done it waits again, before the others. */
  void ended(ConsumerRecord<byte[], byte[]> record, ItemWork.Outcome outcome) {
    Item item = item(record);
    item.thread = null;
    if (outcome == ItemWork.Outcome.DONE) {
      item.done = true;
    } else {
      waiting.addFirst(record);
    }
  }

  private Item item(ConsumerRecord<byte[], byte[]> record) {
    Item item = items.get(record.offset());
    if (item == null) {
      throw new IllegalStateException("offset " + record.offset() + " was not delivered");
    }
    return item;
  }

  /** The offset to commit, when there is one beyond what was committed. */
  OptionalLong committable() {
    for (Long offset = uncommitted.peek(); offset != null; offset = uncommitted.peek()) {
      Item item = items.get(offset);
      if (item == null || !item.done) {
        break;
      }
      done = offset + 1;
      uncommitted.poll();
      items.remove(offset);
    }
    return done > committed ? OptionalLong.of(done) : OptionalLong.empty();
  }

  void committed(long offset) {
    committed = offset;
  }

  void interrupt() {
    items.values().stream()
        .map(item -> item.thread)
        .forEach(
            thread -> {
              if (thread != null) {
                thread.interrupt();
              }
            });
  }
}

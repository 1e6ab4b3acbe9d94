package io.cuepoint.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What a member of consumer groups works on. Its methods are for one thread. */
final class RunningItems {
  private static final Duration STEP = Duration.ofMillis(100);

  private final BlockingQueue<Running> ended = new LinkedBlockingQueue<>();
  private final List<Running> running = new ArrayList<>();

  /** Work under way on an item of a partition, which may be taken away meanwhile. */
  private static final class Running {
    private final PartitionProgress partition;
    private final ConsumerRecord<byte[], byte[]> record;
    private @Nullable ItemThread thread;

    Running(PartitionProgress partition, ConsumerRecord<byte[], byte[]> record) {
      this.partition = partition;
      this.record = record;
    }
  }

  int count() {
    return running.size();
  }

  <T> void start(
      String name,
      ItemWork<T> work,
      PartitionProgress partition,
      ConsumerRecord<byte[], byte[]> record) {
    Running item = new Running(partition, record);
    ItemThread thread =
        new ItemThread(name, work, record, partition.delivery(record), () -> ended.add(item));
    item.thread = thread;
    running.add(item);
    partition.started(record, thread);
  }

  /** Takes in what has ended, waiting for the first for {@code limit}. */
  void collect(Duration limit) {
    try {
      Running item = ended.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
      for (; item != null; item = ended.poll()) {
        running.remove(item);
        ItemThread thread = item.thread;
        if (thread != null) {
          item.partition.ended(item.record, thread.outcome());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Interrupts the work on the partitions' items and waits for its end.
   *
   * @return false when it did not end within {@code limit}
   */
  boolean breakOff(Collection<PartitionProgress> partitions, Duration limit) {
    partitions.forEach(PartitionProgress::interrupt);
    long end = System.nanoTime() + limit.toNanos();
    while (running.stream().anyMatch(item -> partitions.contains(item.partition))) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      collect(STEP);
    }
    return true;
  }
}

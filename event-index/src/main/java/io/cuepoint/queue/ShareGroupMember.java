package io.cuepoint.queue;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever works on one item at a time, of whichever lane has the next turn: a member of each lane's
 * share group. It takes nothing before it is free to work on it.
 */
final class ShareGroupMember<T> {
  private static final Logger log = LoggerFactory.getLogger(ShareGroupMember.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Short gaps between items are not worth joining and leaving groups. */
  private static final Duration WHILE = Duration.ofSeconds(2);

  private final String name;
  private final List<ShareLane<T>> lanes;
  private final LaneTurns turns;
  private final @Nullable LaneBacklog backlog;
  private final WorkProperties properties;
  private final Thread thread;
  private final ThreadPoolExecutor closer;
  private long busyUntil = System.nanoTime() - WHILE.toNanos();
  private volatile boolean closing;
  private volatile @Nullable HeldItem running;

  /**
   * Starts it.
   *
   * @param backlog of the lanes; null for a single one
   */
  ShareGroupMember(
      String name,
      List<ShareLane<T>> lanes,
      LaneTurns turns,
      @Nullable LaneBacklog backlog,
      WorkProperties properties) {
    this.name = name;
    this.lanes = List.copyOf(lanes);
    this.turns = turns;
    this.backlog = backlog;
    this.properties = properties;
    this.closer =
        new ThreadPoolExecutor(
            0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::closerThread);
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  void close() {
    closing = true;
    HeldItem item = running;
    if (item != null) {
      item.close();
    }
  }

  void awaitEnd() {
    try {
      thread.join(properties.closeTimeout().multipliedBy(3).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread closerThread(Runnable closing) {
    Thread made = new Thread(closing, name + "-closer");
    made.setDaemon(true);
    return made;
  }

  private void run() {
    for (int failures = 0; !closing; ) {
      try {
        step();
        failures = 0;
      } catch (RuntimeException e) {
        log.warn("the share consumers of {} failed and are begun anew", name, e);
        lanes.forEach(lane -> lane.leave(closer));
        pause(properties.backoffAfter(++failures));
      }
    }
    lanes.forEach(lane -> lane.leave(closer));
    closer.shutdown();
    try {
      if (!closer.awaitTermination(properties.closeTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("the share consumers of {} do not end", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Works on the next item, or waits a little for one. */
  private void step() {
    if (backlog == null) {
      workOn(lanes.get(0), lanes.get(0).take(POLL));
      return;
    }
    BitSet waiting = waiting(backlog.undone());
    BitSet asked = (BitSet) waiting.clone();
    for (int i = 0; i < lanes.size(); i++) {
      asked.set(i, waiting.get(i) || lanes.get(i).listening());
    }
    for (int i : turns.order(asked)) {
      ShareLane<T> lane = lanes.get(i);
      ConsumerRecord<byte[], byte[]> record =
          lane.listening() ? lane.take(Duration.ZERO) : lane.ask();
      if (record != null) {
        turns.taken(i, waiting);
        workOn(lane, record);
        return;
      }
      waiting.clear(i);
    }
    idle();
  }

  /**
   * Whoever has nothing to do for a while listens to all lanes, to be quick when something comes.
   */
  private void idle() {
    if (System.nanoTime() - busyUntil > WHILE.toNanos()) {
      for (ShareLane<T> lane : lanes) {
        if (!lane.listening()) {
          workOn(lane, lane.take(Duration.ZERO));
          return;
        }
      }
    }
    pause(POLL.dividedBy(4));
  }

  private BitSet waiting(List<Long> undone) {
    BitSet waiting = new BitSet();
    for (int i = 0; i < lanes.size(); i++) {
      waiting.set(i, lanes.get(i).promises(undone.get(i)));
    }
    return waiting;
  }

  private void workOn(ShareLane<T> lane, @Nullable ConsumerRecord<byte[], byte[]> record) {
    if (record == null) {
      return;
    }
    HeldItem item = new HeldItem(name + "-item", record, lane.work(), properties);
    running = item;
    if (closing) { // close() may have looked before there was something to interrupt
      item.close();
    }
    // what other clients took from now on would be locked in vain until this work ends
    lanes.stream().filter(ShareLane::listening).forEach(each -> each.leave(closer));
    try {
      if (!item.hold(lane.consumer())) {
        lane.leave(closer);
      }
    } finally {
      running = null;
      busyUntil = System.nanoTime();
    }
  }

  private void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (!closing && System.nanoTime() - end < 0) {
      try {
        Thread.sleep(Math.min(time.toMillis(), POLL.toMillis()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}

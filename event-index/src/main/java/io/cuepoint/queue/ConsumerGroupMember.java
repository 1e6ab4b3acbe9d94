package io.cuepoint.queue;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;

/**
 * A member of each lane's consumer group that works on some items at a time. One thread polls all
 * the while, so that the groups keep the member however long the work takes.
 */
final class ConsumerGroupMember<T> {
  private static final Duration POLL = Duration.ofMillis(100);

  private final String name;
  private final List<ConsumerLane<T>> lanes;
  private final LaneTurns turns;
  private final RunningItems running;
  private final int concurrency;
  private final WorkProperties properties;
  private final Thread thread;
  private volatile boolean closing;

  /**
   * Starts it.
   *
   * @param running what is being worked on, of all lanes
   */
  ConsumerGroupMember(
      String name,
      List<ConsumerLane<T>> lanes,
      LaneTurns turns,
      RunningItems running,
      int concurrency,
      WorkProperties properties) {
    this.name = name;
    this.lanes = List.copyOf(lanes);
    this.turns = turns;
    this.running = running;
    this.concurrency = concurrency;
    this.properties = properties;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  void close() {
    closing = true;
    try {
      thread.join(properties.closeTimeout().multipliedBy(3).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closing) {
      boolean idle = running.count() == 0;
      lanes.forEach(lane -> lane.step(idle ? POLL.dividedBy(lanes.size()) : Duration.ZERO));
      running.collect(idle ? Duration.ZERO : POLL);
      startWaiting();
      lanes.forEach(ConsumerLane::wantMore);
    }
    lanes.forEach(ConsumerLane::close);
  }

  private void startWaiting() {
    while (running.count() < concurrency) {
      BitSet waiting = new BitSet();
      for (int i = 0; i < lanes.size(); i++) {
        waiting.set(i, lanes.get(i).waiting());
      }
      if (waiting.isEmpty()) {
        return;
      }
      int next = turns.order(waiting).get(0);
      lanes.get(next).startNext(name + "-item");
      turns.taken(next, waiting);
    }
  }
}

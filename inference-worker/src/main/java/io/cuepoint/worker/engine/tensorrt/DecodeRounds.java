package io.cuepoint.worker.engine.tensorrt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Has several threads' work done together. Each hands in one piece at a time and waits for what
 * comes of it; one of those that wait leads a round for all, in the order in which they came. Who
 * comes while a round runs is in the next. Before it starts, a round waits a moment for the members
 * of the last one, who are about to come again; who does not come or has left is not waited for
 * twice. Thread-safe.
 *
 * @param <W> a piece of work
 * @param <R> what comes of it
 */
final class DecodeRounds<W, R> {
  private final int most;
  private final long linger;
  private final Round<W, R> round;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Place<W, R>> waiting = new ArrayDeque<>();
  private final Set<Object> expected = new HashSet<>();
  private long lastEnd;
  private boolean running;

  /** Work that is done together. */
  interface Round<W, R> {
    /** One result for each piece, in their order. */
    List<R> run(List<W> pieces);
  }

  /**
   * Nobody is in it yet.
   *
   * @param most pieces of a round
   * @param linger how long after a round its members are waited for
   */
  DecodeRounds(int most, Duration linger, Round<W, R> round) {
    this.most = most;
    this.linger = linger.toNanos();
    this.round = round;
  }

  /**
   * Takes part in a round.
   *
   * @param member whose work it is; one piece of each at a time
   * @throws RuntimeException what the round threw, to each of its members
   */
  R take(Object member, W work) {
    Place<W, R> place = new Place<>(member, work);
    lock.lock();
    try {
      waiting.add(place);
      expected.remove(member);
      changed.signalAll();
      while (!place.done) {
        if (running) {
          changed.awaitUninterruptibly();
        } else {
          lead();
        }
      }
      return place.result();
    } finally {
      lock.unlock();
    }
  }

  /** Is not waited for any more; may come again. */
  void leave(Object member) {
    lock.lock();
    try {
      if (expected.remove(member)) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Pieces that are in no round yet. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a round runs, or waits for its members. */
  boolean isRunning() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  private void lead() {
    running = true;
    List<Place<W, R>> members = new ArrayList<>();
    try {
      awaitExpected();
      while (members.size() < most && !waiting.isEmpty()) {
        members.add(waiting.remove());
      }
      run(members);
      members.forEach(each -> expected.add(each.member));
    } finally {
      running = false;
      lastEnd = System.nanoTime();
      changed.signalAll();
    }
  }

  private void awaitExpected() {
    boolean interrupted = false;
    while (!expected.isEmpty() && waiting.size() < most) {
      long left = lastEnd + linger - System.nanoTime();
      if (left <= 0) {
        expected.clear();
        break;
      }
      try {
        long unused = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        // a round is not broken off: whoever was interrupted sees it afterwards
        interrupted = true;
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs without the lock, so that others can join the next round meanwhile. */
  private void run(List<Place<W, R>> members) {
    lock.unlock();
    List<R> results = List.of();
    Throwable failure = null;
    try {
      results = round.run(members.stream().map(each -> each.work).toList());
      if (results.size() != members.size()) {
        failure =
            new IllegalStateException(
                "%d results of a round of %d (expected: one for each)"
                    .formatted(results.size(), members.size()));
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      lock.lock();
    }
    for (int i = 0; i < members.size(); i++) {
      Place<W, R> each = members.get(i);
      each.done = true;
      each.failure = failure;
      each.result = failure == null ? results.get(i) : null;
    }
  }

  /** A member's place in a round; only touched under the lock. */
  private static final class Place<W, R> {
    private final Object member;
    private final W work;
    private boolean done;
    private @Nullable R result;
    private @Nullable Throwable failure;

    Place(Object member, W work) {
      this.member = member;
      this.work = work;
    }

    R result() {
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
      return Objects.requireNonNull(result);
    }
  }
}

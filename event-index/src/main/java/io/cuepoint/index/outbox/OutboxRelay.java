package io.cuepoint.index.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends the outbox's messages in their order, each at least once, on a thread of its own. Of all
 * processes on a database one does so, the others stand by.
 */
public final class OutboxRelay implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration PRUNE_INTERVAL = Duration.ofMinutes(1);
  private static final Duration COUNT_INTERVAL = Duration.ofSeconds(5);

  private final DataSource database;
  private final Supplier<OutboxSender> senders;
  private final OutboxProperties properties;
  private final AtomicLong pending = new AtomicLong();
  private volatile @org.jspecify.annotations.Nullable Thread thread;

  OutboxRelay(DataSource database, Supplier<OutboxSender> senders, OutboxProperties properties) {
    this.database = database;
    this.senders = senders;
    this.properties = properties;
  }

  /** How many messages waited when last counted; 0 in a process that stands by. */
  public long pending() {
    return pending.get();
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      Thread started = new Thread(this::run, "cuepoint-outbox");
      started.setDaemon(true);
      thread = started;
      started.start();
    }
  }

  private void run() {
    boolean failing = false;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Optional<OutboxSession> session = OutboxSession.tryOpen(database);
        if (session.isPresent()) {
          try (OutboxSession held = session.get();
              OutboxSender sender = senders.get()) {
            relay(held, sender);
          }
        }
        failing = false;
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        if (!failing) {
          log.warn("the outbox cannot be sent, trying on: {}", e.toString());
        }
        failing = true;
      }
      pending.set(0);
      if (!sleep(properties.retryInterval())) {
        return;
      }
    }
  }

  private void relay(OutboxSession session, OutboxSender sender) throws Exception {
    long pruned = System.nanoTime() - PRUNE_INTERVAL.toNanos();
    long counted = System.nanoTime() - COUNT_INTERVAL.toNanos();
    while (true) {
      List<OutboxRow> rows = session.next(properties.batch());
      if (!rows.isEmpty()) {
        sender.send(rows);
        session.sent(rows.get(rows.size() - 1).seq());
      }
      if (System.nanoTime() - counted >= COUNT_INTERVAL.toNanos()) {
        pending.set(session.pending());
        counted = System.nanoTime();
      }
      if (System.nanoTime() - pruned >= PRUNE_INTERVAL.toNanos()) {
        session.prune(properties.retention(), properties.maxRows());
        pruned = System.nanoTime();
      }
      if (rows.size() < properties.batch()) {
        Thread.sleep(properties.pollInterval().toMillis());
      }
    }
  }

  private static boolean sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public synchronized void stop() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join(Duration.ofSeconds(15).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}

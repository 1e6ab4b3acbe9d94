package io.cuepoint.index.embed;

import io.cuepoint.index.embed.EmbeddingTable.Embedded;
import io.cuepoint.index.embed.EmbeddingTable.Pending;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Embeds what was not embedded yet, oldest first, on a thread of its own: new events, changed ones,
 * and all of them after the model was changed. No lock is held while the model runs. Several
 * processes may do the same at once.
 */
public final class EmbeddingWorker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(EmbeddingWorker.class);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final TextEmbedder embedder;
  private final EmbeddingTable table;
  private final TransactionTemplate transaction;
  private final Consumer<UUID> refresh;
  private final int batch;
  private final Semaphore news = new Semaphore(0);
  private @Nullable Thread thread;

  /** Calls {@code refresh} in the transaction for each video of which events were embedded. */
  public EmbeddingWorker(
      TextEmbedder embedder,
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      EmbeddingSpace space,
      boolean pgvector,
      Consumer<UUID> refresh,
      EmbeddingProperties properties) {
    this.embedder = embedder;
    this.table = new EmbeddingTable(jdbc, space, pgvector);
    this.transaction = transaction;
    this.refresh = refresh;
    this.batch = properties.batch();
  }

  /** There may be new events; without being told they are found within a second. */
  public void wake() {
    news.release();
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      thread = new Thread(this::run, "cuepoint-embedding");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    boolean modelChecked = false;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          if (!modelChecked) {
            forgetOtherModels();
            modelChecked = true;
          }
          if (!embedBatch()) {
            await(IDLE);
          }
        } catch (RuntimeException e) {
          log.warn("events cannot be embedded now, trying on: {}", e.toString());
          Thread.sleep(AFTER_FAILURE.toMillis());
        }
      }
    } catch (InterruptedException e) {
      log.debug("stopping");
    }
  }

  private void forgetOtherModels() {
    int events = table.forgetOtherModels();
    if (events > 0) {
      log.info("{} events are embedded again, by {}", events, embedder.model());
    }
  }

  private void await(Duration time) throws InterruptedException {
    if (news.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
      news.drainPermits();
    }
  }

  /** Embeds the next events; false when there were none. */
  public boolean embedBatch() {
    List<Pending> events = table.pending(batch);
    if (events.isEmpty()) {
      return false;
    }
    List<Embedded> embedded = embed(events);
    Set<UUID> videos =
        events.stream().map(Pending::videoId).collect(Collectors.toCollection(TreeSet::new));
    transaction.executeWithoutResult(
        status -> {
          table.lock(videos);
          table.write(embedded);
          videos.forEach(refresh);
        });
    return true;
  }

  private List<Embedded> embed(List<Pending> events) {
    try {
      List<float[]> vectors = embedder.embed(events.stream().map(Pending::description).toList());
      return IntStream.range(0, events.size())
          .mapToObj(i -> Embedded.of(events.get(i), vectors.get(i)))
          .toList();
    } catch (RuntimeException e) {
      if (events.size() > 1) {
        return events.stream().flatMap(event -> embed(List.of(event)).stream()).toList();
      }
      // it is found by its words alone; all behind it would wait for ever
      log.warn("event {} cannot be embedded: {}", events.get(0).eventId(), e.toString());
      return List.of(new Embedded(events.get(0), null));
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
      running.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}

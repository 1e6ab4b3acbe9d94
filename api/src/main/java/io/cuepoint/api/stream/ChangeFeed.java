package io.cuepoint.api.stream;

import io.cuepoint.contract.EventIndexed;
import io.cuepoint.index.store.EventChanges;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * The changes after a place, for ever. One question at a time asks for all clients whether there is
 * something new; each client then reads its own pages, and the next only once it has taken the
 * last, so that a slow one costs a page of memory and nobody else's time.
 */
final class ChangeFeed {
  private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);
  private static final Retry PATIENCE =
      Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(250)).maxBackoff(Duration.ofSeconds(5));

  private final EventChanges changes;
  private final int pageSize;
  private final Scheduler blocking;
  private final Flux<Long> newest;
  private final AtomicBoolean failing = new AtomicBoolean();

  ChangeFeed(EventChanges changes, StreamProperties properties, Scheduler blocking) {
    this.changes = changes;
    this.blocking = blocking;
    this.pageSize = properties.pageSize();
    this.newest =
        Flux.interval(Duration.ZERO, properties.pollInterval())
            .onBackpressureDrop()
            .concatMap(tick -> latest().doOnNext(this::answered).onErrorResume(this::skip), 1)
            .distinctUntilChanged()
            .replay(1)
            .refCount();
  }

  /** Sequence of the newest change. */
  Mono<Long> latest() {
    return Mono.fromCallable(changes::latest).subscribeOn(blocking);
  }

  /** Every change after {@code sequence} that the filter lets through, once, in order. */
  Flux<EventIndexed> after(long sequence, @Nullable UUID video, @Nullable String label) {
    return Flux.defer(
        () -> {
          AtomicLong cursor = new AtomicLong(sequence);
          return newest
              .onBackpressureLatest()
              .concatMap(target -> upTo(target, cursor, video, label), 1);
        });
  }

  private Flux<EventIndexed> upTo(
      long target, AtomicLong cursor, @Nullable UUID video, @Nullable String label) {
    return Flux.defer(
            () -> cursor.get() < target ? next(target, cursor, video, label) : Flux.empty())
        .repeat(() -> cursor.get() < target);
  }

  private Flux<EventIndexed> next(
      long target, AtomicLong cursor, @Nullable UUID video, @Nullable String label) {
    return Mono.fromCallable(() -> changes.after(cursor.get(), video, label, pageSize))
        .subscribeOn(blocking)
        .retryWhen(PATIENCE)
        .flatMapMany(page -> page(page, target, cursor));
  }

  private Flux<EventIndexed> page(List<EventIndexed> page, long target, AtomicLong cursor) {
    boolean last = page.size() < pageSize;
    return Flux.fromIterable(page)
        .doOnNext(change -> cursor.set(change.sequence()))
        .doOnComplete(
            () -> {
              if (last) {
                // the filter lets nothing else through up to there: no need to look again
                cursor.accumulateAndGet(target, Math::max);
              }
            });
  }

  private void answered(long sequence) {
    if (failing.getAndSet(false)) {
      log.info("changes to the index can be asked for again");
    }
  }

  private Mono<Long> skip(Throwable error) {
    if (!failing.getAndSet(true)) {
      log.warn("cannot ask for changes to the index, trying again", error);
    }
    return Mono.empty();
  }
}

package io.cuepoint.worker.consume;

import static java.util.Objects.requireNonNull;

import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.Topic;
import io.cuepoint.queue.MessagePublisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Counts what became of clips as {@code inference.clips}, by outcome. All outcomes are there from
 * the start: what appears with its first failure has not risen yet for whoever watches it.
 */
public final class CountedOutcomes implements MessagePublisher {
  private final MessagePublisher publisher;
  private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

  /** Sends by {@code publisher}. */
  public CountedOutcomes(MessagePublisher publisher, MeterRegistry meters) {
    this.publisher = publisher;
    for (Outcome outcome : Outcome.values()) {
      String tag = outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
      counters.put(outcome, meters.counter("inference.clips", "outcome", tag));
    }
  }

  @Override
  public <T> CompletableFuture<Void> publish(Topic<T> topic, T message) {
    CompletableFuture<Void> sent = publisher.publish(topic, message);
    return message instanceof ClipAnalyzed told
        ? sent.thenRun(() -> requireNonNull(counters.get(told.outcome())).increment())
        : sent;
  }
}

package io.cuepoint.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Topic;
import io.cuepoint.queue.MessagePublisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CountedOutcomesTest {
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final CompletableFuture<Void> sent = new CompletableFuture<>();
  private final CountedOutcomes counted =
      new CountedOutcomes(
          new MessagePublisher() {
            @Override
            public <T> CompletableFuture<Void> publish(Topic<T> topic, T message) {
              return sent;
            }
          },
          meters);

  @Test
  void showsEveryOutcomeBeforeTheFirstClip() {
    assertThat(meters.find("inference.clips").counters())
        .extracting(counter -> counter.getId().getTag("outcome"))
        .containsExactlyInAnyOrder("analysed", "not-analysed", "failed", "pending");
    assertThat(count("failed")).isZero();
  }

  @Test
  void countsAnOutcomeOnceTheBrokerKeepsIt() {
    CompletableFuture<Void> told = counted.publish(ClipAnalyzed.TOPIC, failed());
    assertThat(count("failed")).isZero();
    sent.complete(null);
    told.join();
    assertThat(count("failed")).isOne();
    assertThat(count("analysed")).isZero();
  }

  @Test
  void doesNotCountWhatTheBrokerRefused() {
    CompletableFuture<Void> told = counted.publish(ClipAnalyzed.TOPIC, failed());
    sent.completeExceptionally(new IllegalStateException("away"));
    assertThat(told).isCompletedExceptionally();
    assertThat(count("failed")).isZero();
  }

  private double count(String outcome) {
    return meters.get("inference.clips").tag("outcome", outcome).counter().count();
  }

  private static ClipAnalyzed failed() {
    TimeSpan window = new TimeSpan(MediaTime.ZERO, MediaTime.ofSeconds(30));
    return new ClipAnalyzed(
        UUID.randomUUID(), UUID.randomUUID(), window, Outcome.FAILED, "why", null, 0, null);
  }
}

package io.cuepoint.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StartWaitTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
  private final StartUp startUp = new StartUp(nanos::get);

  @Test
  void saysMeanwhileWhatIsWaitedForAndWhyAndForHowLong() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    List<String> said = new ArrayList<>();
    StartWait.untilThere(
        startUp,
        "broker",
        "Kafka at HOST",
        Duration.ofMinutes(1),
        () -> {
          said.add(startUp.steps().get(0).describe());
          nanos.addAndGet(TimeUnit.SECONDS.toNanos(12));
          if (tries.incrementAndGet() < 3) {
            throw new IOException("try " + tries + " failed");
          }
        });
    assertThat(said)
        .containsExactly(
            "waiting for Kafka at HOST for 0 s",
            "waiting for Kafka at HOST for 12 s: try 1 failed",
            "waiting for Kafka at HOST for 24 s: try 2 failed");
    assertThat(startUp.steps()).as("when it is there").isEmpty();
  }

  @Test
  void endsWithTheLastReasonWhenItsTimeIsOver() {
    assertThatThrownBy(
            () ->
                StartWait.untilThere(
                    startUp,
                    "db",
                    "PostgreSQL at HOST",
                    Duration.ofMillis(100),
                    () -> {
                      throw new IOException("refused");
                    }))
        .isInstanceOf(NotThereException.class)
        .hasMessage("PostgreSQL at HOST was not there within 0 s: refused");
    assertThat(startUp.steps()).isEmpty();
  }

  @Test
  void endsAtOnceWhenTheStartIsBrokenOff() {
    assertThatThrownBy(
            () ->
                StartWait.untilThere(
                    startUp,
                    "db",
                    "PostgreSQL at HOST",
                    Duration.ofDays(1),
                    () -> {
                      startUp.breakOff();
                      throw new IOException("refused");
                    }))
        .isInstanceOf(InterruptedException.class);
    startUp.begin("model", "loading").close();
    assertThat(Thread.interrupted()).as("what comes later ends too").isTrue();
  }

  @Test
  @Timeout(60)
  void leavesWorkThatMindsNoInterruptionBehindWhenTheStartIsBrokenOff() {
    CountDownLatch never = new CountDownLatch(1);
    try {
      assertThatThrownBy(
              () ->
                  startUp.during(
                      "model",
                      "loading",
                      () -> {
                        startUp.breakOff();
                        awaitWithoutMinding(never);
                        return "loaded";
                      }))
          .isInstanceOf(CancellationException.class)
          .hasMessage("loading was broken off");
      assertThat(Thread.interrupted()).as("whoever closes what has started").isFalse();
      assertThat(startUp.steps()).isEmpty();
    } finally {
      never.countDown();
    }
  }

  private static void awaitWithoutMinding(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // as native code does
      }
    }
  }

  @Test
  void whatIsDoneAsOneStepEndsItHoweverItEnds() {
    String done = startUp.during("model", "loading", () -> startUp.steps().get(0).describe());
    assertThat(done).isEqualTo("loading for 0 s");
    assertThatThrownBy(
            () ->
                startUp.during(
                    "model",
                    "loading",
                    () -> {
                      throw new IllegalStateException("no memory");
                    }))
        .hasMessage("no memory");
    assertThat(startUp.steps()).isEmpty();
  }
}

package io.cuepoint.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepeatedTest {
  private final Semaphore runs = new Semaphore(0);

  @Test
  void goesOnAfterAFailure() throws Exception {
    Repeated repeated =
        new Repeated(
            "failing-work",
            Duration.ZERO,
            Duration.ofMillis(1),
            () -> {
              runs.release();
              throw new IllegalStateException("away");
            });
    repeated.start();
    try {
      assertThat(runs.tryAcquire(3, 1, TimeUnit.MINUTES)).isTrue();
    } finally {
      repeated.stop();
    }
  }

  @Test
  void startsAgainAfterAStop() throws Exception {
    Repeated repeated =
        new Repeated("work", Duration.ZERO, Duration.ofHours(1), () -> runs.release());
    for (int i = 0; i < 2; i++) {
      repeated.start();
      assertThat(repeated.isRunning()).isTrue();
      assertThat(runs.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
      repeated.stop();
      assertThat(repeated.isRunning()).isFalse();
    }
  }
}

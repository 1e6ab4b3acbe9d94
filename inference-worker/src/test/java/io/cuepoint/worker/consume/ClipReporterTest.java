package io.cuepoint.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.ClipProgress;
import io.cuepoint.contract.ClipProgress.Stage;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Topic;
import io.cuepoint.queue.MessagePublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClipReporterTest {
  private static final ClipSampled CLIP =
      new ClipSampled(
          new UUID(1, 1),
          new UUID(2, 2),
          0,
          TimeSpan.ofSeconds(0, 60),
          2,
          1,
          28,
          28,
          "clips/1",
          1,
          null);

  private final List<ClipProgress> told = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final ClipReporter reporter =
      new ClipReporter(
          CLIP,
          "w",
          new MessagePublisher() {
            @Override
            public <T> CompletableFuture<Void> publish(Topic<T> topic, T message) {
              told.add((ClipProgress) message);
              return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
            }
          },
          clock);

  @Test
  void tellsEachStageAndTheAnswerOnceASecond() {
    reporter.stage(Stage.VISION);
    reporter.stage(Stage.PROMPT);
    reporter.text("[");
    reporter.text("{");
    now = now.plusSeconds(1);
    reporter.text("\"a\"");
    reporter.stage(Stage.PROMPT);
    reporter.text("x");
    reporter.over();

    assertThat(told)
        .extracting(each -> each.stage() + " " + each.question() + " " + each.text())
        .containsExactly(
            "VISION 0 ",
            "PROMPT 1 ",
            "ANSWER 1 [",
            "ANSWER 1 [{\"a\"",
            "PROMPT 2 ",
            "ANSWER 2 x",
            "OVER 2 x");
    ClipProgress last = told.get(told.size() - 1);
    assertThat(last.startedAt()).isEqualTo(Instant.EPOCH);
    assertThat(Duration.between(last.startedAt(), last.updatedAt())).hasSeconds(1);
    assertThat(last.worker()).isEqualTo("w");
    assertThat(last.window()).isEqualTo(CLIP.window());
  }

  @Test
  void tellsTheEndOfALongAnswerInWholeCharacters() {
    reporter.stage(Stage.PROMPT);
    now = now.plusSeconds(1);
    reporter.text("\uD83D\uDE00".repeat(250) + "x");
    assertThat(told.get(told.size() - 1).text()).isEqualTo("\uD83D\uDE00".repeat(249) + "x");
  }

  @Test
  void saysNothingOfALookThatNeverBegan() {
    reporter.over();
    assertThat(told).isEmpty();
  }
}

package io.cuepoint.worker.consume;

import io.cuepoint.contract.ClipProgress;
import io.cuepoint.contract.ClipProgress.Stage;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.worker.localize.LookProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far the look at one clip is: at each stage, and of an answer once a second at most.
 * Nothing waits for it, and nothing depends on its being sent.
 */
final class ClipReporter implements LookProgress {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /** Most characters of an answer that are told, its end. */
  private static final int SHOWN = 500;

  private final ClipSampled clip;
  private final String worker;
  private final MessagePublisher publisher;
  private final Clock clock;
  private final Instant startedAt;
  private final StringBuilder text = new StringBuilder();
  private @Nullable Stage stage;
  private int question;
  private Instant told = Instant.MIN;

  /** Begins with a worker's look at {@code clip}. */
  ClipReporter(ClipSampled clip, String worker, MessagePublisher publisher, Clock clock) {
    this.clip = clip;
    this.worker = worker;
    this.publisher = publisher;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  @Override
  public void stage(Stage next) {
    if (next == Stage.PROMPT) {
      question++;
      text.setLength(0);
    }
    tell(next, clock.instant());
  }

  @Override
  public void text(String piece) {
    text.append(piece);
    Instant now = clock.instant();
    if (stage != Stage.ANSWER || !now.isBefore(told.plus(BETWEEN))) {
      tell(Stage.ANSWER, now);
    }
  }

  /** The look is over; says nothing where nothing was said before. */
  void over() {
    if (stage != null) {
      tell(Stage.OVER, clock.instant());
    }
  }

  private void tell(Stage now, Instant at) {
    stage = now;
    told = at;
    var unused =
        publisher.publish(
            ClipProgress.TOPIC,
            new ClipProgress(
                clip.videoId(),
                clip.clipId(),
                clip.window(),
                worker,
                now,
                question,
                end(),
                startedAt,
                at));
  }

  private String end() {
    int from = Math.max(0, text.length() - SHOWN);
    boolean halved = from > 0 && Character.isLowSurrogate(text.charAt(from));
    return text.substring(halved ? from + 1 : from);
  }
}

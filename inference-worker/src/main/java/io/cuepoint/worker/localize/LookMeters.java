package io.cuepoint.worker.localize;

import io.cuepoint.worker.generate.Answer;
import io.cuepoint.worker.generate.Media;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What looking at clips takes. */
final class LookMeters {
  private final Timer vision;
  private final Timer answer;
  private final Counter promptTokens;
  private final Counter reusedTokens;
  private final Counter answerTokens;

  LookMeters(MeterRegistry meters) {
    vision = Timer.builder("inference.vision.duration").register(meters);
    answer =
        Timer.builder("inference.answer.duration")
            .description("From a prompt to the end of its answer")
            .register(meters);
    promptTokens = tokens(meters, "prompt");
    reusedTokens = tokens(meters, "reused");
    answerTokens = tokens(meters, "answer");
  }

  private static Counter tokens(MeterRegistry meters, String of) {
    return Counter.builder("inference.tokens").tag("of", of).baseUnit("tokens").register(meters);
  }

  Media vision(Supplier<Media> look) {
    return Objects.requireNonNull(vision.record(look));
  }

  Answer answer(Supplier<Answer> ask) {
    long begin = System.nanoTime();
    Answer given = ask.get();
    answer.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    promptTokens.increment(given.promptTokens() - given.reusedTokens());
    reusedTokens.increment(given.reusedTokens());
    answerTokens.increment(given.ids().size());
    return given;
  }
}

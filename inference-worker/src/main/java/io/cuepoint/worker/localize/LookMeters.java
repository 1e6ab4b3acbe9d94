package io.cuepoint.worker.localize;

import io.cuepoint.worker.generate.Answer;
import io.cuepoint.worker.generate.Media;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What looking at clips takes: {@code inference.vision.duration}, {@code
 * inference.prefill.duration}, {@code inference.decode.duration} (answer tokens by that are tokens
 * a second), {@code inference.tokens} of prompts, of those kept from the question before, and of
 * answers, and {@code inference.frame.pairs}, computed or kept from an earlier clip.
 */
final class LookMeters {
  private static final String TOKENS = "inference.tokens";

  private final Timer vision;
  private final Timer prefill;
  private final Timer decode;
  private final Counter promptTokens;
  private final Counter reusedTokens;
  private final Counter answerTokens;
  private final Counter computedPairs;
  private final Counter keptPairs;

  LookMeters(MeterRegistry meters) {
    vision = meters.timer("inference.vision.duration");
    prefill = meters.timer("inference.prefill.duration");
    decode = meters.timer("inference.decode.duration");
    promptTokens = meters.counter(TOKENS, "of", "prompt");
    reusedTokens = meters.counter(TOKENS, "of", "reused");
    answerTokens = meters.counter(TOKENS, "of", "answer");
    computedPairs = meters.counter("inference.frame.pairs", "by", "computed");
    keptPairs = meters.counter("inference.frame.pairs", "by", "kept");
  }

  Media vision(Supplier<Media> look) {
    Media media = Objects.requireNonNull(vision.record(look));
    keptPairs.increment(media.knownSteps());
    computedPairs.increment(media.grid().steps() - media.knownSteps());
    return media;
  }

  Answer answer(Answer given) {
    prefill.record(given.prefill());
    decode.record(given.decode());
    promptTokens.increment(given.promptTokens() - given.reusedTokens());
    reusedTokens.increment(given.reusedTokens());
    answerTokens.increment(given.ids().size());
    return given;
  }
}

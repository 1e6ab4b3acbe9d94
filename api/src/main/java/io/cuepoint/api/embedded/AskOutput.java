package io.cuepoint.api.embedded;

import io.cuepoint.contract.ClipProgress;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.store.EventDraft;
import io.cuepoint.queue.ContractJson;
import io.cuepoint.worker.localize.LookProgress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What {@code ask} says: answers to standard output, all else to standard error. */
final class AskOutput implements LookProgress {
  private final boolean json;
  private final PrintStream answers;
  private final PrintStream messages;
  private final SimpleMeterRegistry meters;
  private boolean complete = true;

  AskOutput(boolean json, PrintStream answers, PrintStream messages, SimpleMeterRegistry meters) {
    this.json = json;
    this.answers = answers;
    this.messages = messages;
    this.meters = meters;
  }

  void window(TimeSpan window) {
    messages.printf("%n%s to %s: ", clock(window.start()), clock(window.end()));
  }

  @Override
  public void stage(ClipProgress.Stage stage) {
    messages.print(stage == ClipProgress.Stage.VISION ? "looking... " : "");
    messages.flush();
  }

  @Override
  public void text(String piece) {
    messages.print(piece);
    messages.flush();
  }

  void unanswered(TimeSpan window, String reason) {
    complete = false;
    messages.printf("%nnot answered: %s%n", reason);
    if (json) {
      line("start", window.start(), "end", window.end(), "notAnswered", reason);
    }
  }

  void event(EventDraft event) {
    if (json) {
      line(
          "start",
          event.span().start(),
          "end",
          event.span().end(),
          "description",
          event.description(),
          "evidence",
          event.evidence());
    } else {
      answers.printf(
          "%s - %s  %s%n",
          clock(event.span().start()), clock(event.span().end()), event.description());
    }
  }

  /** Tells the rate; returns whether every window was answered. */
  boolean end() {
    double tokens = meters.counter("inference.tokens", "of", "answer").count();
    double seconds = meters.timer("inference.decode.duration").totalTime(TimeUnit.SECONDS);
    double vision = meters.timer("inference.vision.duration").totalTime(TimeUnit.SECONDS);
    messages.printf(
        Locale.ROOT,
        "%n%.0f tokens, %.1f a second; %.1f s of looking%n",
        tokens,
        seconds == 0 ? 0 : tokens / seconds,
        vision);
    return complete;
  }

  private void line(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    answers.println(ContractJson.mapper().writeValueAsString(fields));
  }

  private static String clock(MediaTime time) {
    long hundredths = time.micros() / 10_000;
    return "%d:%02d.%02d".formatted(hundredths / 6000, hundredths / 100 % 60, hundredths % 100);
  }
}

package io.cuepoint.worker.localize;

import io.cuepoint.clip.Clip;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.worker.constrain.Constraint;
import io.cuepoint.worker.generate.Answer;
import io.cuepoint.worker.generate.GenerationOptions;
import io.cuepoint.worker.vision.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks when things happen, of the clip as a video: everything, or each phrase that is looked for.
 * The phrase is the label of what it finds.
 */
final class VideoTask {
  /** Label of what no phrase was asked for. */
  static final String EVENT = "event";

  private final Prompts prompts;
  private final double tokensPerSecond;
  private final GenerationOptions options;
  private final LongFunction<@Nullable Constraint> events;
  private final Asking asking;

  /**
   * @param events the form of an answer about a clip of so many hundredths of a second; null for
   *     free words
   */
  VideoTask(
      Prompts prompts,
      double tokensPerSecond,
      GenerationOptions options,
      LongFunction<@Nullable Constraint> events,
      Asking asking) {
    this.prompts = prompts;
    this.tokensPerSecond = tokensPerSecond;
    this.options = options;
    this.events = events;
    this.asking = asking;
  }

  void look(
      ClipSampled clip,
      Clip content,
      Source source,
      Look look,
      LookProgress progress,
      BooleanSupplier cancelled)
      throws UnreadableAnswerException {
    ClipView view = ClipView.of(content);
    List<String> labels = labels(clip.task());
    Constraint form = events.apply(Math.max(1, view.micros() / 10_000));
    List<Answer> answers =
        asking.ask(
            view.pairs(),
            (Grid grid) -> view.span(grid, tokensPerSecond),
            questions(clip.task()),
            form == null ? options : options.within(form),
            progress,
            cancelled);
    answers.forEach(look::count);
    Reports reports = new Reports(clip, source);
    for (int i = 0; i < answers.size(); i++) {
      String label = labels.get(i);
      String otherwise = label.equals(EVENT) ? "something happens" : label;
      for (LocalEvent event : EventAnswer.read(words(answers.get(i)), view.micros(), otherwise)) {
        TimeSpan span = view.absolute(event.span());
        look.add(
            reports.of(
                span,
                label,
                event.description(),
                view.evidence(span),
                view.step(),
                List.of(),
                null));
      }
    }
  }

  /** Of an answer that was cut, what is whole of it. */
  private static String words(Answer answer) {
    return Objects.requireNonNullElse(answer.json(), answer.text());
  }

  private List<String> questions(Task task) {
    List<String> questions = new ArrayList<>();
    for (String label : labels(task)) {
      questions.add(
          task.kind() == Task.Kind.DENSE
              ? prompts.dense()
              : prompts.ground().replace("{query}", label));
    }
    return questions;
  }

  private static List<String> labels(Task task) {
    return switch (task.kind()) {
      case LOOK_FOR -> task.lookFor();
      case GROUND -> List.of(String.valueOf(task.query()));
      default -> List.of(EVENT);
    };
  }
}

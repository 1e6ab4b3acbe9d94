package io.cuepoint.worker.localize;

import io.cuepoint.contract.ClipProgress.Stage;
import io.cuepoint.worker.generate.Answer;
import io.cuepoint.worker.generate.Conversation;
import io.cuepoint.worker.generate.GenerationOptions;
import io.cuepoint.worker.generate.Media;
import io.cuepoint.worker.generate.Model;
import io.cuepoint.worker.generate.StopReason;
import io.cuepoint.worker.text.MediaSpan;
import io.cuepoint.worker.text.Prompt;
import io.cuepoint.worker.text.PromptBuilder;
import io.cuepoint.worker.vision.FramePairs;
import io.cuepoint.worker.vision.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Puts questions about one video or picture to the model: it is looked at once. */
final class Asking {
  private final Model model;
  private final LookMeters meters;
  private final int chunk;

  /**
   * @param chunk most tokens of a prompt taken in at a time
   */
  Asking(Model model, LookMeters meters, int chunk) {
    this.model = model;
    this.meters = meters;
    this.chunk = chunk;
  }

  /**
   * One answer a question, in their order.
   *
   * @param span of the frames' grid, where they stand in the prompt
   * @throws CancellationException when {@code cancelled} says so
   */
  List<Answer> ask(
      FramePairs frames,
      Function<Grid, MediaSpan> span,
      List<String> questions,
      GenerationOptions options,
      LookProgress progress,
      BooleanSupplier cancelled) {
    Grid grid = model.patches().grid(frames.frames().size(), frames.width(), frames.height());
    MediaSpan medium = span.apply(grid);
    List<Prompt> prompts = new ArrayList<>();
    int longest = 0;
    for (String question : questions) {
      Prompt prompt = PromptBuilder.ask(model.tokenizer(), medium, question);
      prompt.requireWithin(options.maxTokens(), model.checkpoint().config().text().maxPositions());
      prompts.add(prompt);
      longest = Math.max(longest, prompt.length());
    }
    progress.stage(Stage.VISION);
    Media media = meters.vision(() -> model.viewer().look(frames, cancelled));
    List<Answer> answers = new ArrayList<>();
    try (Conversation conversation = model.converse(media, longest + options.maxTokens(), chunk)) {
      for (Prompt prompt : prompts) {
        progress.stage(Stage.PROMPT);
        Answer answer =
            meters.answer(conversation.answer(prompt, options, progress::text, cancelled));
        if (answer.stop() == StopReason.CANCELLED) {
          throw new CancellationException("cancelled after " + answer.ids().size() + " tokens");
        }
        answers.add(answer);
      }
    }
    return answers;
  }
}

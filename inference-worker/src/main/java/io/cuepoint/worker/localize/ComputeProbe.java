package io.cuepoint.worker.localize;

import io.cuepoint.contract.ClipProfile;
import io.cuepoint.worker.generate.Answer;
import io.cuepoint.worker.generate.Conversation;
import io.cuepoint.worker.generate.GenerationOptions;
import io.cuepoint.worker.generate.Media;
import io.cuepoint.worker.generate.Model;
import io.cuepoint.worker.text.MediaSpan;
import io.cuepoint.worker.text.Prompt;
import io.cuepoint.worker.text.PromptBuilder;
import io.cuepoint.worker.vision.FramePairs;
import io.cuepoint.worker.vision.Grid;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Measures, on one frame pair and a few tokens, how long the model takes on this machine, and
 * computes from it what a second of video costs. Prompt and answer lengths are the usual ones; the
 * figure is a rough one.
 */
final class ComputeProbe {
  private static final int ANSWER = 200;
  private static final int MEASURED = 8;
  private static final int TOKEN_SIDE = 28;

  private final Model model;
  private final ClipProfile clips;
  private final String question;

  ComputeProbe(Model model, ClipProfile clips, String question) {
    this.model = model;
    this.clips = clips;
    this.question = question;
  }

  /** Seconds of computing for a second of video. */
  double ratio() {
    double pairs = Math.ceil(clips.seconds() * clips.rates().get(0) / 2);
    int cells = (int) Math.max(1, clips.tokens() / pairs);
    int rows = (int) Math.max(1, Math.round(Math.sqrt(cells / 2.0)));
    int columns = Math.max(1, cells / rows);
    int width = columns * TOKEN_SIDE;
    int height = rows * TOKEN_SIDE;
    Cost unused = measure(noise(width, height)); // the first run of a graph prepares it
    Cost cost = measure(noise(width, height));
    double clip =
        pairs * cost.vision
            + (pairs * rows * columns + cost.words) * cost.promptToken
            + ANSWER * cost.answerToken;
    return clip / (clips.seconds() - clips.overlapSeconds());
  }

  /** In seconds. */
  private record Cost(double vision, int words, double promptToken, double answerToken) {}

  private Cost measure(FramePairs frames) {
    Grid grid = model.patches().grid(2, frames.width(), frames.height());
    Prompt prompt =
        PromptBuilder.ask(model.tokenizer(), new MediaSpan(grid, true, List.of(0)), question);
    long begin = System.nanoTime();
    Media media = model.viewer().look(frames, () -> false);
    long looked = System.nanoTime();
    try (Conversation conversation =
        model.converse(media, prompt.length() + MEASURED, Integer.MAX_VALUE)) {
      float[] unused = conversation.prefill(prompt, () -> false);
      long read = System.nanoTime();
      // the last token of a prompt is always taken in anew
      Answer answer =
          conversation.answer(
              prompt, new GenerationOptions(MEASURED, 1, Set.of()), piece -> {}, () -> false);
      long answered = System.nanoTime();
      return new Cost(
          (looked - begin) / 1e9,
          prompt.length() - grid.tokens(),
          (read - looked) / 1e9 / prompt.length(),
          (answered - read) / 1e9 / answer.ids().size());
    }
  }

  /** Never seen before, so that nothing of it is known already. */
  private static FramePairs noise(int width, int height) {
    byte[] first = new byte[3 * width * height];
    byte[] second = new byte[first.length];
    Random random = new Random();
    random.nextBytes(first);
    random.nextBytes(second);
    return new FramePairs(width, height, List.of(first, second));
  }
}

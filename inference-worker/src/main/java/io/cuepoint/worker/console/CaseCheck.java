package io.cuepoint.worker.console;

import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.generate.Answer;
import io.cuepoint.worker.generate.Conversation;
import io.cuepoint.worker.generate.GenerationOptions;
import io.cuepoint.worker.generate.Media;
import io.cuepoint.worker.generate.Model;
import io.cuepoint.worker.text.MediaSpan;
import io.cuepoint.worker.text.Positions;
import io.cuepoint.worker.text.Prompt;
import io.cuepoint.worker.text.PromptBuilder;
import io.cuepoint.worker.vision.FramePairs;
import io.cuepoint.worker.vision.Grid;
import io.cuepoint.worker.vision.WindowPlan;
import java.util.Arrays;
import java.util.Set;

/** Runs one case as the worker would and compares every stage with the reference's. */
final class CaseCheck {
  private static final double PATCHES = 1e-5;
  private static final int[] CHUNKS = {Integer.MAX_VALUE, 64, 7};

  /** Any other question: what it shares with the case's is the video. */
  private static final String OTHER_QUESTION = "?";

  private final Model model;
  private final GoldenCase golden;
  private final Tolerance tolerance;
  private final Findings findings;

  CaseCheck(Model model, GoldenCase golden, Tolerance tolerance, String checkpoint) {
    this.model = model;
    this.golden = golden;
    this.tolerance = tolerance;
    this.findings = new Findings(checkpoint, golden.name());
  }

  Findings run() {
    VisionConfig vision = model.checkpoint().config().vision();
    FramePairs pairs = golden.pairs();
    Grid grid = model.patches().grid(pairs.frames().size(), pairs.width(), pairs.height());
    MediaSpan span = golden.span(grid, vision.tokensPerSecond());
    Prompt prompt = PromptBuilder.ask(model.tokenizer(), span, golden.question());
    prompt(prompt);
    patches(pairs, grid);
    Media media = model.viewer().look(pairs, () -> false);
    findings.error(
        "vision",
        Errors.relativeL2(media.tokens(), golden.expected().floats("vision_embeddings")),
        tolerance.vision());
    for (int chunk : CHUNKS) {
      chunked(prompt, media, chunk);
    }
    reused(prompt, PromptBuilder.ask(model.tokenizer(), span, OTHER_QUESTION), media);
    return findings;
  }

  private void prompt(Prompt prompt) {
    long[] ids = Arrays.stream(prompt.ids()).asLongStream().toArray();
    findings.same("ids", Arrays.equals(ids, golden.expected().integers("input_ids")));
    Positions positions = prompt.positions();
    int length = prompt.length();
    long[] axes = new long[3 * length];
    for (int i = 0; i < length; i++) {
      axes[i] = positions.time(i);
      axes[length + i] = positions.height(i);
      axes[2 * length + i] = positions.width(i);
    }
    findings.same(
        "positions",
        Arrays.equals(axes, golden.expected().integers("position_ids"))
            && positions.delta() == golden.ropeDelta());
  }

  private void patches(FramePairs pairs, Grid grid) {
    WindowPlan plan = model.layouts().of(grid).plan();
    ReferenceTensors frames = golden.frames();
    findings.same(
        "windows",
        Arrays.equals(plan.windowIndex(grid.steps()), frames.integers("window_index"))
            && Arrays.equals(
                plan.cumulativeLengths(grid.steps()), frames.integers("cu_window_seqlens")));
    if (frames.has("patches")) {
      float[] actual = model.patches().rasterOrder(pairs);
      findings.error("patches", Errors.worst(actual, frames.floats("patches")), PATCHES);
    }
  }

  private void chunked(Prompt prompt, Media media, int chunk) {
    String suffix = chunk == Integer.MAX_VALUE ? "" : ", chunks of " + chunk;
    try (Conversation conversation = converse(prompt, media, chunk)) {
      float[] logits = conversation.prefill(prompt, () -> false);
      findings.error(
          "logits" + suffix,
          Errors.relativeL2(logits, golden.expected().floats("logits_first")),
          tolerance.logits());
      Answer answer = greedy(conversation, prompt, "generated", 1);
      boolean same = same("greedy" + suffix, answer, "generated");
      if (suffix.isEmpty()) {
        if (same) {
          findings.same("text", answer.text().equals(golden.decoded()));
        }
        if (golden.expected().has("generated_penalty_1_05")) {
          Answer penalised = greedy(conversation, prompt, "generated_penalty_1_05", 1.05f);
          same("greedy, penalty", penalised, "generated_penalty_1_05");
        }
      }
    }
  }

  private void reused(Prompt prompt, Prompt other, Media media) {
    try (Conversation conversation = converse(prompt, media, Integer.MAX_VALUE)) {
      conversation.prefill(other, () -> false);
      Answer answer = greedy(conversation, prompt, "generated", 1);
      same("greedy, prefix kept", answer, "generated");
      findings.note("kept", answer.reusedTokens());
      findings.same("all media kept", answer.reusedTokens() > media.grid().tokens());
    }
  }

  private Conversation converse(Prompt prompt, Media media, int chunk) {
    int answer = golden.expected().integers("generated").length;
    return model.converse(media, prompt.length() + answer, chunk);
  }

  /** The reference was not stopped by any end id. */
  private Answer greedy(Conversation conversation, Prompt prompt, String tensor, float penalty) {
    int tokens = golden.expected().integers(tensor).length;
    return conversation.answer(
        prompt, new GenerationOptions(tokens, penalty, Set.of()), piece -> {}, () -> false);
  }

  /**
   * Holds the tokens against the reference's, up to the first that the format leaves open; all of
   * them where the reference does not say how far each led.
   */
  private boolean same(String name, Answer answer, String tensor) {
    long[] ids = answer.ids().stream().mapToLong(Integer::longValue).toArray();
    int other = Arrays.mismatch(ids, golden.expected().integers(tensor));
    String leads = tensor.replace("generated", "step_margin");
    if (other < 0 || tolerance.isExact() || !golden.expected().has(leads)) {
      findings.same(name, other < 0);
    } else {
      findings.equalFor(name, other, golden.expected().floats(leads)[other], tolerance.lead());
    }
    return other < 0;
  }
}

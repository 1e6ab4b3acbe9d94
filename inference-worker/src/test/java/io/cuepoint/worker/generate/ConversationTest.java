package io.cuepoint.worker.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.MemoryRefusedException;
import io.cuepoint.worker.engine.onnxruntime.OnnxRuntimeEngine;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.text.MediaSpan;
import io.cuepoint.worker.text.Prompt;
import io.cuepoint.worker.text.PromptBuilder;
import io.cuepoint.worker.vision.FramePairs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final MemoryBudget BUDGET = new MemoryBudget(512 << 20);

  private static Model model;
  private static Media media;
  private static MediaSpan span;

  @BeforeAll
  static void open() {
    Path folder = Golden.bundled().resolve("flat-tied");
    model =
        Model.open(
            Checkpoint.open(folder), opened -> OnnxRuntimeEngine.open(opened, 1, BUDGET), 1 << 20);
    byte[] frame = new byte[112 * 56 * 3];
    new Random(1).nextBytes(frame);
    media = model.viewer().look(new FramePairs(112, 56, List.of(frame, frame, frame)), () -> false);
    span = MediaSpan.even(media.grid(), 1, 2);
  }

  @AfterAll
  static void close() {
    model.close();
    assertThat(BUDGET.reserved()).isZero();
  }

  @Test
  void repeatsTheLastFrameOfAnOddNumber() {
    assertThat(media.grid().steps()).isEqualTo(2);
  }

  @Test
  void streamsThePiecesOfTheAnswerAndStopsAtTheBudget() {
    Prompt prompt = ask("What?");
    List<String> pieces = new ArrayList<>();
    try (Conversation conversation = model.converse(media, 256, 64)) {
      Answer answer = conversation.answer(prompt, options(20), pieces::add, () -> false);
      assertThat(answer.stop()).isEqualTo(StopReason.BUDGET);
      assertThat(answer.ids()).hasSize(20);
      assertThat(String.join("", pieces)).isEqualTo(answer.text());
      int[] ids = answer.ids().stream().mapToInt(Integer::intValue).toArray();
      assertThat(answer.text()).isEqualTo(model.tokenizer().decode(ids));
      assertThat(answer.promptTokens()).isEqualTo(prompt.length());
      assertThat(answer.reusedTokens()).isZero();
    }
  }

  @Test
  void stopsAtAnyEndIdAndLeavesItOut() {
    try (Conversation conversation = model.converse(media, 256, 64)) {
      Prompt prompt = ask("What?");
      List<Integer> ids = conversation.answer(prompt, options(20), piece -> {}, () -> false).ids();
      int end = ids.get(ids.size() - 1);
      Answer answer =
          conversation.answer(
              prompt, new GenerationOptions(20, 1, Set.of(end, 1)), piece -> {}, () -> false);
      assertThat(answer.stop()).isEqualTo(StopReason.END);
      assertThat(answer.ids()).isEqualTo(ids.subList(0, ids.indexOf(end)));
    }
  }

  @Test
  void stopsWhenTheCacheIsFull() {
    Prompt prompt = ask("What?");
    try (Conversation conversation = model.converse(media, prompt.length() + 2, 64)) {
      Answer answer = conversation.answer(prompt, options(20), piece -> {}, () -> false);
      assertThat(answer.stop()).isEqualTo(StopReason.CONTEXT);
      assertThat(answer.ids()).hasSize(3);
    }
  }

  @Test
  void stopsBetweenStepsWhenCancelledAndGoesOnLater() {
    Prompt prompt = ask("What?");
    try (Conversation conversation = model.converse(media, 256, 7)) {
      AtomicInteger asked = new AtomicInteger();
      Answer cut =
          conversation.answer(prompt, options(20), piece -> {}, () -> asked.incrementAndGet() > 2);
      assertThat(cut.stop()).isEqualTo(StopReason.CANCELLED);
      assertThat(cut.ids()).isEmpty();
      Answer whole = conversation.answer(prompt, options(20), piece -> {}, () -> false);
      assertThat(whole.reusedTokens()).isEqualTo(14);
      assertThat(whole.ids()).hasSize(20);
    }
  }

  @Test
  void keepsThePrefixAndAnswersAsIfItWereNew() {
    Prompt first = ask("What happens here?");
    Prompt second = ask("What happens there?");
    Answer fresh;
    try (Conversation conversation = model.converse(media, 256, 64)) {
      fresh = conversation.answer(second, options(20), piece -> {}, () -> false);
    }
    try (Conversation conversation = model.converse(media, 256, 64)) {
      conversation.answer(first, options(20), piece -> {}, () -> false);
      Answer again = conversation.answer(second, options(20), piece -> {}, () -> false);
      assertThat(again.ids()).isEqualTo(fresh.ids());
      assertThat(again.reusedTokens()).isEqualTo(first.commonPrefix(second));
    }
  }

  @Test
  void takesNothingOverFromAPromptWithOtherTimes() {
    try (Conversation conversation = model.converse(media, 256, 64)) {
      conversation.prefill(ask("What?"), () -> false);
      MediaSpan slower = MediaSpan.even(media.grid(), 5, 2);
      Prompt other = PromptBuilder.ask(model.tokenizer(), slower, "What?");
      assertThat(conversation.reusable(other)).isZero();
    }
  }

  @Test
  void refusesAPromptThatDoesNotFit() {
    try (Conversation conversation = model.converse(media, 20, 64)) {
      assertThatThrownBy(() -> conversation.prefill(ask("What?"), () -> false))
          .isInstanceOf(GenerationException.class)
          .hasMessageContaining("expected: at most 20");
    }
  }

  @Test
  void refusesAPromptAboutAnotherGrid() {
    try (Conversation conversation = model.converse(media, 256, 64)) {
      Prompt other = PromptBuilder.ask(model.tokenizer(), MediaSpan.image(8, 14), "What?");
      assertThatThrownBy(() -> conversation.prefill(other, () -> false))
          .isInstanceOf(GenerationException.class)
          .hasMessageContaining("expected: one of");
    }
  }

  @Test
  void stopsLookingWhenCancelled() {
    FramePairs frames = new FramePairs(112, 56, List.of(new byte[112 * 56 * 3]));
    assertThatThrownBy(() -> model.viewer().look(frames, () -> true))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void refusesACacheThatDoesNotFitWithTheNumbersAndTakesNothing() {
    long before = BUDGET.reserved();
    assertThatThrownBy(() -> model.converse(media, 2_000_000, 64))
        .isInstanceOf(MemoryRefusedException.class)
        .hasMessageContaining("KV cache of 2,000,000 positions")
        .hasMessageContaining("expected: at most");
    assertThat(BUDGET.reserved()).isEqualTo(before);
  }

  private static Prompt ask(String question) {
    return PromptBuilder.ask(model.tokenizer(), span, question);
  }

  private static GenerationOptions options(int tokens) {
    return new GenerationOptions(tokens, 1, Set.of());
  }
}

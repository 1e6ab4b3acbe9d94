package io.cuepoint.worker.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.engine.tensorrt.GpuGraphsOnOnnxRuntime;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.text.MediaSpan;
import io.cuepoint.worker.text.Prompt;
import io.cuepoint.worker.text.PromptBuilder;
import io.cuepoint.worker.vision.FramePairs;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two clips on one model. */
@Timeout(60)
class OverlapTest {
  @Test
  void looksAtTheNextClipWithinAStepOfTheAnswerAboutThisOne() throws Exception {
    CountDownLatch decoding = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));
    GpuGraphsOnOnnxRuntime engine = GpuGraphsOnOnnxRuntime.open(checkpoint);
    try (Model model = Model.open(checkpoint, opened -> engine, 0)) {
      Media first = look(model, 1);
      Prompt prompt =
          PromptBuilder.ask(model.tokenizer(), MediaSpan.even(first.grid(), 1, 2), "What?");
      engine.beforeEachStep(
          () -> {
            decoding.countDown();
            await(looked);
          });
      CompletableFuture<Answer> answer =
          CompletableFuture.supplyAsync(
              () -> {
                try (Conversation conversation = model.converse(first, 500, 64)) {
                  return conversation.answer(
                      prompt, new GenerationOptions(3, 1, Set.of()), piece -> {}, () -> false);
                }
              });
      decoding.await();
      Media next = look(model, 2);
      assertThat(next.tokens()).isNotEqualTo(first.tokens());
      assertThat(answer).isNotDone();
      looked.countDown();
      assertThat(answer.get().ids()).hasSize(3);
    }
  }

  private static Media look(Model model, long seed) {
    byte[] frame = new byte[112 * 56 * 3];
    new Random(seed).nextBytes(frame);
    return model.viewer().look(new FramePairs(112, 56, List.of(frame, frame)), () -> false);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

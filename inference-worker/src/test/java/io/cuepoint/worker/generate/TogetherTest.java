package io.cuepoint.worker.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.engine.tensorrt.GpuGraphsOnOnnxRuntime;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.text.MediaSpan;
import io.cuepoint.worker.text.Prompt;
import io.cuepoint.worker.text.PromptBuilder;
import io.cuepoint.worker.vision.FramePairs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * More conversations than there are places for, which begin, end and are cancelled at different
 * times; replay by {@code -Dseed=}.
 */
class TogetherTest {
  private static final int SLOTS = 3;
  private static final int CONVERSATIONS = 7;
  private static final int MOST = 40;

  private GpuGraphsOnOnnxRuntime engine;
  private Model model;
  private Media media;

  static LongStream seeds() {
    Long seed = Long.getLong("seed");
    return seed == null ? LongStream.rangeClosed(1, 5) : LongStream.of(seed);
  }

  @BeforeEach
  void open() {
    Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));
    engine = GpuGraphsOnOnnxRuntime.open(checkpoint, SLOTS, Duration.ofMillis(5));
    model = Model.open(checkpoint, opened -> engine, 0);
    byte[] frame = new byte[112 * 56 * 3];
    new Random(1).nextBytes(frame);
    media = model.viewer().look(new FramePairs(112, 56, List.of(frame, frame)), () -> false);
  }

  @AfterEach
  void close() {
    model.close();
  }

  /** What one asks: how many tokens it wants, and after how many it has enough. */
  private record Wish(String question, int tokens, int cancelledAfter, float penalty) {
    static Wish random(Random random) {
      int tokens = 1 + random.nextInt(MOST);
      return new Wish(
          "What " + random.nextInt(1_000) + "?".repeat(1 + random.nextInt(20)),
          tokens,
          random.nextInt(3) == 0 ? random.nextInt(tokens) : Integer.MAX_VALUE,
          random.nextBoolean() ? 1 : 1.05f);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answerWhatTheyAnswerAlone(long seed) throws Exception {
    Random random = new Random(seed);
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < CONVERSATIONS; i++) {
      wishes.add(Wish.random(random));
    }
    ExecutorService threads = Executors.newFixedThreadPool(CONVERSATIONS);
    try {
      List<Future<Answer>> answers = new ArrayList<>();
      for (Wish wish : wishes) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(5));
        answers.add(threads.submit(() -> ask(wish)));
      }
      for (int i = 0; i < CONVERSATIONS; i++) {
        Answer together = answers.get(i).get(60, TimeUnit.SECONDS);
        Answer alone = ask(wishes.get(i));
        assertThat(together.ids()).as(wishes.get(i).toString()).isEqualTo(alone.ids());
        assertThat(together.stop()).isEqualTo(alone.stop());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(engine.steps()).allMatch(rows -> rows <= SLOTS);
  }

  @Test
  void stepTogether() throws Exception {
    engine.holdFirstStepFor(SLOTS - 1);
    ExecutorService threads = Executors.newFixedThreadPool(SLOTS);
    try {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < SLOTS; i++) {
        Wish wish = new Wish("What " + i + "?", MOST, Integer.MAX_VALUE, 1);
        answers.add(threads.submit(() -> ask(wish)));
      }
      for (Future<Answer> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS).ids()).hasSize(MOST);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(engine.steps().get(0)).isEqualTo(1);
    assertThat(engine.steps().get(1)).isBetween(SLOTS - 1, SLOTS);
  }

  private Answer ask(Wish wish) {
    Prompt prompt =
        PromptBuilder.ask(model.tokenizer(), MediaSpan.even(media.grid(), 1, 2), wish.question());
    AtomicInteger tokens = new AtomicInteger();
    try (Conversation conversation = model.converse(media, prompt.length() + wish.tokens(), 64)) {
      // taken in before, so that all but one of the calls below are between steps
      float[] unused = conversation.prefill(prompt, () -> false);
      return conversation.answer(
          prompt,
          new GenerationOptions(wish.tokens(), wish.penalty(), Set.of()),
          piece -> {},
          () -> tokens.getAndIncrement() > wish.cancelledAfter());
    }
  }
}

package io.cuepoint.worker.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.constrain.Constraint;
import io.cuepoint.worker.constrain.Constraints;
import io.cuepoint.worker.constrain.JsonSchema;
import io.cuepoint.worker.constrain.TokenBytes;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.onnxruntime.OnnxRuntimeEngine;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.text.MediaSpan;
import io.cuepoint.worker.text.Prompt;
import io.cuepoint.worker.text.PromptBuilder;
import io.cuepoint.worker.vision.FramePairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model that never learnt anything says nonsense, but in the form that is asked for. */
class ConstrainedConversationTest {
  private static Model model;
  private static Media media;
  private static Prompt prompt;

  @BeforeAll
  static void open() {
    model =
        Model.open(
            Checkpoint.open(Golden.bundled().resolve("flat-tied")),
            opened -> OnnxRuntimeEngine.open(opened, 1, new MemoryBudget(512 << 20)),
            1 << 20);
    byte[] frame = new byte[112 * 56 * 3];
    new Random(1).nextBytes(frame);
    media = model.viewer().look(new FramePairs(112, 56, List.of(frame, frame)), () -> false);
    prompt =
        PromptBuilder.ask(model.tokenizer(), MediaSpan.even(media.grid(), 1, 2), "What happens?");
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void tellsNonsenseAsEventsWithinTheClip() {
    Constraint constraint = Constraints.events(model.tokenBytes(), 150, 3, 12);
    List<String> pieces = new ArrayList<>();
    Answer answer = ask(options(1_000, 1.05f).within(constraint), pieces);
    assertThat(answer.stop()).isEqualTo(StopReason.END);
    assertThat(answer.cut()).isFalse();
    assertThat(answer.penalty()).isEqualTo(1);
    assertThat(answer.json()).isEqualTo(answer.text()).isEqualTo(String.join("", pieces));
    JsonNode events = JsonMapper.shared().readTree(answer.json());
    assertThat(events.size()).isBetween(0, 3);
    for (JsonNode event : events) {
      String start = event.get("start_time").asString();
      String end = event.get("end_time").asString();
      // of the same length, so that they sort as their times do
      assertThat(List.of(start, end)).allMatch(time -> time.matches("00:0\\d\\.\\d\\d"));
      assertThat(start).isLessThan(end);
      assertThat(end).isLessThanOrEqualTo("00:01.50");
      String text = event.get("description").asString();
      assertThat(text.codePointCount(0, text.length())).isBetween(1, 12);
    }
  }

  @Test
  void endsAnAnswerThatIsCutAfterItsLastWholeItem() {
    Constraint constraint =
        Constraints.json(
            model.tokenBytes(),
            schema("{'type':'array','items':{'type':'string','maxLength':4},'minItems':9}"));
    int whole = ask(options(1_000, 1).within(constraint), new ArrayList<>()).ids().size();
    boolean usable = false;
    for (int tokens = 1; tokens < whole; tokens++) {
      Answer answer = ask(options(tokens, 1).within(constraint), new ArrayList<>());
      assertThat(answer.stop()).isEqualTo(StopReason.BUDGET);
      assertThat(answer.cut()).isTrue();
      String json = answer.json();
      usable |= json != null;
      if (json != null) {
        assertThat(answer.text()).startsWith(json.substring(0, json.length() - 1));
        assertThat(JsonMapper.shared().readTree(json).size()).isGreaterThanOrEqualTo(9);
      }
    }
    assertThat(usable).isTrue();
    Answer answer = ask(options(whole, 1).within(constraint), new ArrayList<>());
    assertThat(answer.cut()).isFalse();
  }

  @Test
  void givesNoJsonOfAnAnswerThatWasCancelledBeforeItBegan() {
    Constraint constraint = Constraints.events(model.tokenBytes(), 150, 3, 12);
    try (Conversation conversation = model.converse(media, 2_000, 64)) {
      AtomicInteger asked = new AtomicInteger();
      Answer answer =
          conversation.answer(
              prompt,
              options(9, 1).within(constraint),
              piece -> {},
              () -> asked.incrementAndGet() > 0);
      assertThat(answer.stop()).isEqualTo(StopReason.CANCELLED);
      assertThat(answer.cut()).isTrue();
      assertThat(answer.json()).isNull();
    }
  }

  @Test
  void recordsTheRepetitionPenaltyOfFreeText() {
    Answer answer = ask(options(3, 1.05f), new ArrayList<>());
    assertThat(answer.penalty()).isEqualTo(1.05f);
    assertThat(answer.json()).isNull();
    assertThat(answer.cut()).isTrue();
  }

  @Test
  void laysTheVocabularyOutOnce() {
    TokenBytes tokens = model.tokenBytes();
    assertThat(model.tokenBytes()).isSameAs(tokens);
    assertThat(tokens.vocabulary().size()).isEqualTo(model.tokenizer().size());
  }

  @Test
  void refusesEndIdsThatAreTextAndConstraintsOfOtherVocabularies() {
    Constraint constraint = Constraints.events(model.tokenBytes(), 150, 3, 12);
    assertThatThrownBy(
            () ->
                ask(new GenerationOptions(9, 1, Set.of(65)).within(constraint), new ArrayList<>()))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("end id 65 is text");
    try (Model other =
        Model.open(
            Checkpoint.open(Golden.bundled().resolve("nested-tied")),
            opened -> OnnxRuntimeEngine.open(opened, 1, new MemoryBudget(512 << 20)),
            0)) {
      Constraint foreign = Constraints.events(other.tokenBytes(), 150, 3, 12);
      assertThatThrownBy(() -> ask(options(9, 1).within(foreign), new ArrayList<>()))
          .isInstanceOf(GenerationException.class)
          .hasMessageContaining("another vocabulary");
    }
  }

  private static Answer ask(GenerationOptions options, List<String> pieces) {
    try (Conversation conversation = model.converse(media, 2_000, 64)) {
      return conversation.answer(prompt, options, pieces::add, () -> false);
    }
  }

  private static GenerationOptions options(int tokens, float penalty) {
    int end = model.tokenizer().control().imEnd();
    return new GenerationOptions(tokens, penalty, Set.of(end));
  }

  private static JsonSchema schema(String json) {
    return JsonSchema.parse(JsonMapper.shared().readTree(json.replace('\'', '"')));
  }
}

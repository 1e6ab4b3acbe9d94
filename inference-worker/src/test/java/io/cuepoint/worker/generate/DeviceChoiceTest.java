package io.cuepoint.worker.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.constrain.Constraint;
import io.cuepoint.worker.constrain.Constraints;
import io.cuepoint.worker.constrain.JsonSchema;
import io.cuepoint.worker.engine.Decoder;
import io.cuepoint.worker.engine.DecoderRows;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.TokenChoice;
import io.cuepoint.worker.engine.TokenDecoder;
import io.cuepoint.worker.engine.VisionEncoder;
import io.cuepoint.worker.engine.WeightChoice;
import io.cuepoint.worker.engine.tensorrt.GpuGraphsOnOnnxRuntime;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.text.MediaSpan;
import io.cuepoint.worker.text.Prompt;
import io.cuepoint.worker.text.PromptBuilder;
import io.cuepoint.worker.text.TextRotary;
import io.cuepoint.worker.text.TokenRows;
import io.cuepoint.worker.vision.FramePairs;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Tokens that the graph chooses against those chosen here from its scores. */
class DeviceChoiceTest {
  private static final AtomicInteger CHOSEN = new AtomicInteger();

  private static GpuGraphsOnOnnxRuntime engine;
  private static Model choosing;
  private static Model scoring;
  private static Media media;
  private static Prompt prompt;

  @BeforeAll
  static void open() {
    Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));
    engine = GpuGraphsOnOnnxRuntime.open(checkpoint);
    choosing = Model.open(checkpoint, opened -> new Counted(engine, true), 0);
    scoring = Model.open(checkpoint, opened -> new Counted(engine, false), 0);
    byte[] frame = new byte[112 * 56 * 3];
    new Random(1).nextBytes(frame);
    media = choosing.viewer().look(new FramePairs(112, 56, List.of(frame, frame)), () -> false);
    prompt = PromptBuilder.ask(choosing.tokenizer(), MediaSpan.even(media.grid(), 1, 2), "What?");
  }

  @AfterAll
  static void close() {
    choosing.close();
    scoring.close();
    engine.close();
  }

  @Test
  void areTheSameWithAndWithoutPenalty() {
    same(options(60, 1));
    same(options(60, 1.05f));
    same(options(60, 3));
  }

  @Test
  void areTheSameWithinAConstraint() {
    Constraint events = Constraints.events(choosing.tokenBytes(), 150, 3, 12);
    same(options(400, 1.05f).within(events));
    Constraint list =
        Constraints.json(
            choosing.tokenBytes(),
            JsonSchema.parse(
                JsonMapper.shared()
                    .readTree(
                        "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"maxLength\":4}}")));
    same(options(100, 1).within(list));
  }

  @Test
  void areRefusedWhereAScoreIsNotANumber() {
    Checkpoint checkpoint = choosing.checkpoint();
    RowWriter rows =
        new RowWriter(
            new TokenRows(Weights.rows(checkpoint.weights().embedding())),
            new TextRotary(checkpoint.config().text()),
            media);
    try (Conversation conversation =
        new Conversation(
            new Counting((TokenDecoder) engine.decoder(), false),
            choosing.tokenizer(),
            rows,
            prompt.length() + 9,
            64)) {
      assertThatThrownBy(() -> conversation.answer(prompt, options(9, 1), piece -> {}, () -> false))
          .isInstanceOfSatisfying(
              GenerationException.class,
              e -> assertThat(e.code()).isEqualTo("generate.not-a-number"));
    }
  }

  private static void same(GenerationOptions options) {
    int before = CHOSEN.get();
    Answer there = ask(choosing, options);
    assertThat(CHOSEN.get() - before).isGreaterThanOrEqualTo(there.ids().size() - 1).isPositive();
    Answer here = ask(scoring, options);
    assertThat(there.ids()).isEqualTo(here.ids());
    assertThat(there.stop()).isEqualTo(here.stop());
    assertThat(there.json()).isEqualTo(here.json());
  }

  private static Answer ask(Model model, GenerationOptions options) {
    try (Conversation conversation = model.converse(media, 1_000, 64)) {
      return conversation.answer(prompt, options, piece -> {}, () -> false);
    }
  }

  private static GenerationOptions options(int tokens, float penalty) {
    return new GenerationOptions(tokens, penalty, Set.of(choosing.tokenizer().control().imEnd()));
  }

  /** Shows the decoder as one that chooses, or as one that does not. */
  private record Counted(GpuGraphsOnOnnxRuntime engine, boolean chooses) implements Engine {
    @Override
    public WeightChoice weights() {
      return engine.weights();
    }

    @Override
    public VisionEncoder vision() {
      return engine.vision();
    }

    @Override
    public Decoder decoder() {
      TokenDecoder all = (TokenDecoder) engine.decoder();
      return chooses ? new Counting(all, true) : new Scores(all);
    }

    @Override
    public void close() {
      // the engine is shared
    }
  }

  private record Scores(Decoder decoder) implements Decoder {
    @Override
    public KvCache newCache(int positions) {
      return decoder.newCache(positions);
    }

    @Override
    public float[] append(KvCache cache, DecoderRows rows) {
      return decoder.append(cache, rows);
    }
  }

  /**
   * Counts what is chosen.
   *
   * @param numbers whether scores are
   */
  private record Counting(TokenDecoder decoder, boolean numbers) implements TokenDecoder {
    @Override
    public KvCache newCache(int positions) {
      return decoder.newCache(positions);
    }

    @Override
    public float[] append(KvCache cache, DecoderRows rows) {
      return decoder.append(cache, rows);
    }

    @Override
    public int next(KvCache cache, DecoderRows row, TokenChoice choice) {
      CHOSEN.incrementAndGet();
      return numbers ? decoder.next(cache, row, choice) : NOT_A_NUMBER;
    }

    @Override
    public int together() {
      return decoder.together();
    }
  }
}

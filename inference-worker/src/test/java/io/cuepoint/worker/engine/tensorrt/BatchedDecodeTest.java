package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.engine.DecoderRows;
import io.cuepoint.worker.engine.TokenChoice;
import io.cuepoint.worker.engine.TokenDecoder;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.graph.LayerSpan;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A row each of several sequences of different lengths, whole or in two stages, against one
 * sequence at a time, and the graph's choice of tokens against one made here; replay by {@code
 * -Dseed=}.
 */
class BatchedDecodeTest {
  private static final int CAPACITY = 300;
  private static final int ROWS = 64;
  private static final int STEPS = 6;

  private final List<Checkpoint> checkpoints =
      List.of(
          Checkpoint.open(Golden.bundled().resolve("flat-tied")),
          Checkpoint.open(Golden.bundled().resolve("flat-untied-sharded")));

  static LongStream seeds() {
    Long seed = Long.getLong("seed");
    return seed == null ? LongStream.rangeClosed(1, 9) : LongStream.of(seed);
  }

  /** One sequence: a prompt, then rows. */
  private record Sequence(int slot, DecoderRows prompt, List<DecoderRows> rows) {}

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void givesTheScoresOfOneSequenceAtATime(long seed) {
    Random random = new Random(seed);
    Checkpoint checkpoint = checkpoints.get(random.nextInt(checkpoints.size()));
    TextConfig config = checkpoint.config().text();
    int slots = 4;
    int count = 1 + (int) (seed % 3);
    List<Integer> places = new ArrayList<>(IntStream.range(0, slots).boxed().toList());
    Collections.shuffle(places, random);
    List<Sequence> sequences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<DecoderRows> rows = new ArrayList<>();
      for (int step = 0; step < STEPS; step++) {
        rows.add(RandomRows.of(config, 1, random));
      }
      sequences.add(
          new Sequence(
              places.get(i), RandomRows.of(config, 1 + random.nextInt(270), random), rows));
    }
    int layers = config.layers();
    int first = random.nextInt(layers);
    List<LayerSpan> stages =
        first == 0
            ? List.of(LayerSpan.all(config))
            : List.of(new LayerSpan(0, first, layers), new LayerSpan(first, layers, layers));
    try (DecoderOnOnnxRuntime together =
            new DecoderOnOnnxRuntime(checkpoint, CAPACITY, ROWS, slots, stages);
        DecoderOnOnnxRuntime alone = program(checkpoint, 1)) {
      for (Sequence each : sequences) {
        prefill(together, each, each.slot());
      }
      List<List<float[]>> scores = new ArrayList<>();
      for (int step = 0; step < STEPS; step++) {
        // one sits out a step: its cache stays as it is
        int out = count > 1 && step == 2 ? random.nextInt(count) : -1;
        List<BatchRow> rows = new ArrayList<>();
        List<TokenChoice> choices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          if (i != out) {
            Sequence each = sequences.get(i);
            TokenChoice choice = choice(config, random);
            together.choose(each.slot(), choice);
            choices.add(choice);
            rows.add(row(each, at(scores, i).size()));
          }
        }
        int[] tokens = together.decode(DecodeBatch.of(rows, slots, CAPACITY));
        List<float[]> found = together.logits();
        assertThat(tokens).isEqualTo(expected(found, choices));
        int next = 0;
        for (int i = 0; i < count; i++) {
          if (i != out) {
            at(scores, i).add(found.get(next++));
          }
        }
      }
      for (int i = 0; i < count; i++) {
        Sequence each = sequences.get(i);
        prefill(alone, each, 0);
        for (int step = 0; step < scores.get(i).size(); step++) {
          float[] single = alone.run(step(each.prompt().count() + step, each.rows().get(step)), 0);
          assertThat(scores.get(i).get(step)).containsExactly(single, offset(1e-4f));
        }
      }
    }
  }

  /** Scores of sequence {@code i} so far. */
  private static List<float[]> at(List<List<float[]>> scores, int i) {
    while (scores.size() <= i) {
      scores.add(new ArrayList<>());
    }
    return scores.get(i);
  }

  private static BatchRow row(Sequence sequence, int taken) {
    return new BatchRow(
        sequence.slot(), sequence.prompt().count() + taken, sequence.rows().get(taken));
  }

  private static TokenChoice choice(TextConfig config, Random random) {
    BitSet allowed = new BitSet();
    BitSet seen = new BitSet();
    random.ints(1 + random.nextInt(config.vocab()), 0, config.vocab()).forEach(allowed::set);
    random.ints(100, 0, config.vocab()).forEach(seen::set);
    float penalty = random.nextBoolean() ? 1 : 1.3f;
    return new TokenChoice(allowed.toLongArray(), seen.toLongArray(), penalty);
  }

  private static int[] expected(List<float[]> scores, List<TokenChoice> choices) {
    int[] best = new int[choices.size()];
    for (int i = 0; i < best.length; i++) {
      TokenChoice choice = choices.get(i);
      BitSet allowed = BitSet.valueOf(choice.allowed());
      BitSet seen = BitSet.valueOf(choice.seen());
      float most = Float.NEGATIVE_INFINITY;
      for (int id = allowed.nextSetBit(0); id >= 0; id = allowed.nextSetBit(id + 1)) {
        float score = scores.get(i)[id];
        if (seen.get(id)) {
          score = score < 0 ? score * choice.penalty() : score / choice.penalty();
        }
        if (score > most) {
          most = score;
          best[i] = id;
        }
      }
    }
    return best;
  }

  @Test
  void saysWhenAScoreIsNotANumberAndLeavesTheOthersAlone() {
    Checkpoint checkpoint = checkpoints.get(0);
    TextConfig config = checkpoint.config().text();
    DecoderRows broken = broken(config, 1);
    TokenChoice any = new TokenChoice(new long[] {-1}, new long[0], 1);
    try (DecoderOnOnnxRuntime program = program(checkpoint, 2)) {
      List<BatchRow> rows =
          List.of(
              new BatchRow(0, 0, broken),
              new BatchRow(1, 0, RandomRows.of(config, 1, new Random(2))));
      program.choose(0, any);
      program.choose(1, any);
      int[] tokens = program.decode(DecodeBatch.of(rows, 2, CAPACITY));
      assertThat(tokens[0]).isEqualTo(TokenDecoder.NOT_A_NUMBER);
      assertThat(tokens[1]).isBetween(0, 63);
    }
  }

  @Test
  void leavesNothingOfABrokenSequenceToTheNextInItsSlot() {
    Checkpoint checkpoint = checkpoints.get(0);
    TextConfig config = checkpoint.config().text();
    DecoderRows broken = broken(config, 20);
    DecoderRows whole = RandomRows.of(config, 5, new Random(2));
    try (DecoderOnOnnxRuntime program = program(checkpoint, 1)) {
      float[] expected = program.run(step(0, whole), 0);
      assertThat(program.run(step(0, broken), 0)).contains(Float.NaN);
      assertThat(program.run(step(0, whole), 0)).isEqualTo(expected);
    }
  }

  private static DecoderRows broken(TextConfig config, int count) {
    DecoderRows rows = RandomRows.of(config, count, new Random(1));
    Arrays.fill(rows.embeddings(), Float.NaN);
    return rows;
  }

  private static DecoderOnOnnxRuntime program(Checkpoint checkpoint, int slots) {
    return new DecoderOnOnnxRuntime(
        checkpoint, CAPACITY, ROWS, slots, List.of(LayerSpan.all(checkpoint.config().text())));
  }

  private static void prefill(DecoderOnOnnxRuntime program, Sequence sequence, int slot) {
    float[] unused = program.run(step(0, sequence.prompt()), slot);
  }

  private static DecoderStep step(int length, DecoderRows rows) {
    return new DecoderStep(
        rows.count(),
        FloatBuffer.wrap(rows.embeddings()),
        FloatBuffer.wrap(rows.cos()),
        FloatBuffer.wrap(rows.sin()),
        length,
        LengthBuckets.of(length + rows.count(), CAPACITY));
  }
}

package io.cuepoint.worker.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.checkpoint.Vocabulary;
import io.cuepoint.worker.constrain.Constraint;
import io.cuepoint.worker.constrain.Constraints;
import io.cuepoint.worker.constrain.Cursor;
import io.cuepoint.worker.constrain.JsonSchema;
import io.cuepoint.worker.constrain.RandomSchema;
import io.cuepoint.worker.constrain.SchemaPattern;
import io.cuepoint.worker.constrain.TokenBytes;
import io.cuepoint.worker.constrain.Vocabularies;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Replay by {@code -Dseed=}. */
class ConstrainedChoiceTest {
  private static final int SEEDS = 20;

  static LongStream seeds() {
    Long seed = Long.getLong("seed");
    return seed == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void choosesTheBestThatBeginsSomethingOfTheSchema(long seed) {
    Random random = new Random(seed);
    TokenBytes tokens = Vocabularies.small();
    ObjectNode json = RandomSchema.listable(random);
    Constraint constraint = Constraints.json(tokens, JsonSchema.parse(json));
    for (int i = 0; i < 4; i++) {
      compare(constraint, SchemaPattern.of(json), random, 60);
    }
  }

  @Test
  void choosesTheSameOfThePublishedVocabulary() {
    Constraint constraint = Constraints.events(Vocabularies.published(), 25, 2, 12);
    compare(constraint, SchemaPattern.events(25, 2, 12), new Random(1), 200);
  }

  @Test
  void refusesScoresOfWhichNoneThatIsAllowedIsFinite() {
    Constraint constraint = Constraints.events(Vocabularies.small(), 25, 2, 12);
    int size = constraint.tokens().vocabulary().size();
    float[] logits = new float[size];
    constraint.begin().allowed().forEach(id -> logits[id] = Float.NEGATIVE_INFINITY);
    GreedyChoice choice = new GreedyChoice(size, 1);
    assertThatThrownBy(() -> choice.choose(logits, constraint.begin().allowed(), Set.of()))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("no token has a finite score");
    constraint.begin().allowed().forEach(id -> logits[id] = Float.NaN);
    assertThatThrownBy(() -> choice.choose(logits, constraint.begin().allowed(), Set.of()))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("is NaN");
  }

  private static void compare(
      Constraint constraint, SchemaPattern pattern, Random random, int steps) {
    Vocabulary vocabulary = constraint.tokens().vocabulary();
    int end = vocabulary.size() - 1;
    assertThat(constraint.tokens().isText(end)).isFalse();
    GreedyChoice choice = new GreedyChoice(vocabulary.size(), 1);
    Cursor cursor = constraint.begin();
    String written = "";
    for (int step = 0; step < steps && !cursor.isDone(); step++) {
      float[] logits = scores(vocabulary, random);
      Set<Integer> ends = cursor.mayEnd() ? Set.of(end) : Set.of();
      int chosen = choice.choose(logits, cursor.allowed(), ends);
      assertThat(chosen).as(written).isEqualTo(slow(vocabulary, pattern, written, logits, end));
      if (chosen == end) {
        return;
      }
      cursor.accept(chosen);
      written += Vocabularies.bytes(vocabulary, chosen);
    }
  }

  /** Few different scores, so that many are equal; high ones for what closes. */
  private static float[] scores(Vocabulary vocabulary, Random random) {
    float[] logits = new float[vocabulary.size() + 7];
    Arrays.fill(logits, 100);
    for (int id = 0; id < vocabulary.size(); id++) {
      boolean closes = vocabulary.length(id) == 1 && "\"]}".indexOf(vocabulary.at(id, 0)) >= 0;
      logits[id] = random.nextInt(40) - 20 + (closes ? random.nextInt(30) : 0);
    }
    return logits;
  }

  private static int slow(
      Vocabulary vocabulary, SchemaPattern pattern, String written, float[] logits, int end) {
    return IntStream.range(0, vocabulary.size())
        .boxed()
        .sorted(Comparator.comparing((Integer id) -> -logits[id]))
        .filter(
            id ->
                id == end
                    ? pattern.isWhole(written)
                    : vocabulary.length(id) > 0
                        && pattern.begins(written + Vocabularies.bytes(vocabulary, id)))
        .findFirst()
        .orElseThrow();
  }
}

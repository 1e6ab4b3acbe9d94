package io.cuepoint.worker.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Masks against a slow restatement that asks of every token; replay by {@code -Dseed=}. */
class AllowedTokensTest {
  private static final int SEEDS = 30;

  static LongStream seeds() {
    Long seed = Long.getLong("seed");
    return seed == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void allowsWhatBeginsSomethingOfTheSchema(long seed) {
    Random random = new Random(seed);
    TokenBytes tokens = Vocabularies.small();
    ObjectNode json = RandomSchema.listable(random);
    Constraint constraint = Constraints.json(tokens, JsonSchema.parse(json));
    for (int i = 0; i < 3; i++) {
      compare(constraint, SchemaPattern.of(json), random, json.toString(), 40);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void allowsWhatBeginsEventsWithinTheClip(long seed) {
    Random random = new Random(seed);
    int clip = 1 + random.nextInt(130);
    int longest = 1 + random.nextInt(30);
    Constraint constraint = Constraints.events(Vocabularies.small(), clip, 2, longest);
    SchemaPattern pattern = SchemaPattern.events(clip, 2, longest);
    compare(constraint, pattern, random, "clip " + clip, 80);
  }

  @Test
  void allowsTheSameOfThePublishedVocabulary() {
    Random random = new Random(1);
    Constraint constraint = Constraints.events(Vocabularies.published(), 25, 2, 12);
    SchemaPattern pattern = SchemaPattern.events(25, 2, 12);
    compare(constraint, pattern, random, "events", 60);
  }

  private static void compare(
      Constraint constraint, SchemaPattern pattern, Random random, String what, int steps) {
    TokenBytes tokens = constraint.tokens();
    Walk walk = new Walk(tokens, random);
    Cursor cursor = constraint.begin();
    StringBuilder written = new StringBuilder();
    for (int step = 0; step < steps && !cursor.isDone(); step++) {
      List<String> expected = new ArrayList<>();
      List<String> found = new ArrayList<>();
      for (int id = 0; id < tokens.vocabulary().size(); id++) {
        String token = Vocabularies.bytes(tokens.vocabulary(), id);
        if (!token.isEmpty() && pattern.begins(written + token)) {
          expected.add(token);
        }
        if (cursor.allowed().contains(id)) {
          found.add(token);
        }
      }
      assertThat(found).as("%s after %s", what, written).isEqualTo(expected);
      assertThat(cursor.allowed().size()).isEqualTo(expected.size());
      assertThat(cursor.mayEnd()).isEqualTo(pattern.isWhole(written.toString()));
      int id = walk.next(cursor.allowed(), random.nextInt(4) == 0);
      written.append(Vocabularies.bytes(tokens.vocabulary(), id));
      cursor.accept(id);
    }
  }
}

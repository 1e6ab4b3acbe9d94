package io.cuepoint.worker.generate;

import io.cuepoint.worker.checkpoint.Tokenizer;
import io.cuepoint.worker.constrain.Constraint;
import io.cuepoint.worker.constrain.Cursor;
import io.cuepoint.worker.engine.TokenChoice;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses an answer's tokens, greedily, and keeps it within its constraint if there is one. */
final class NextToken {
  private final GreedyChoice choice;
  private final Set<Integer> ends;
  private final @Nullable Cursor cursor;

  private NextToken(GreedyChoice choice, Set<Integer> ends, @Nullable Cursor cursor) {
    this.choice = choice;
    this.ends = ends;
    this.cursor = cursor;
  }

  /**
   * For a new answer.
   *
   * @throws GenerationException when the constraint is for another vocabulary, or an id that ends
   *     the answer is text that the constraint may need
   */
  static NextToken of(Tokenizer tokenizer, GenerationOptions options) {
    Constraint constraint = options.constraint();
    if (constraint != null) {
      if (!constraint.tokens().vocabulary().equals(tokenizer.vocabulary())) {
        throw new GenerationException(
            "generate.constraint",
            "constraint: for another vocabulary of %d tokens (expected: the model's, of %d)"
                .formatted(constraint.tokens().vocabulary().size(), tokenizer.size()));
      }
      for (int id : options.endIds()) {
        if (constraint.tokens().isText(id)) {
          throw new GenerationException(
              "generate.constraint", "end id %d is text (expected: a control token)".formatted(id));
        }
      }
    }
    return new NextToken(
        new GreedyChoice(tokenizer.size(), options.penalty()),
        options.endIds(),
        constraint == null ? null : constraint.begin());
  }

  /** Takes note of an id of the prompt. */
  void saw(int id) {
    choice.saw(id);
  }

  /**
   * The id to go on with, an end id among them.
   *
   * @throws GenerationException when there is none with a finite score
   */
  int choose(float[] logits) {
    if (cursor == null) {
      return choice.choose(logits);
    }
    return choice.choose(logits, cursor.allowed(), cursor.mayEnd() ? ends : Set.of());
  }

  /** What an engine needs that chooses itself. */
  TokenChoice choice() {
    if (cursor == null) {
      return choice.amongAll();
    }
    return choice.among(cursor.allowed(), cursor.mayEnd() ? ends : Set.of());
  }

  /** Takes an id into the answer. */
  void accept(int id) {
    choice.saw(id);
    if (cursor != null) {
      cursor.accept(id);
    }
  }

  /** Whether the constraint lets only an end id follow, so that the model need not be asked. */
  boolean isDone() {
    return cursor != null && cursor.isDone();
  }

  /** The answer as JSON; null without a constraint, or when not enough of it is there. */
  @Nullable String json(boolean cut) {
    return cursor == null ? null : cursor.json(cut);
  }
}

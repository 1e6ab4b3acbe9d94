package io.cuepoint.worker.constrain;

import java.util.Random;
import java.util.stream.IntStream;

/** Writes at random within a constraint, at first freely, then so that it comes to an end. */
final class Walk {
  private static final String CLOSING = "\"]}";

  private final TokenBytes tokens;
  private final Random random;
  private final int[] closing;

  Walk(TokenBytes tokens, Random random) {
    this.tokens = tokens;
    this.random = random;
    this.closing =
        CLOSING
            .chars()
            .map(
                c ->
                    IntStream.range(0, tokens.vocabulary().size())
                        .filter(
                            id -> Vocabularies.bytes(tokens.vocabulary(), id).equals("" + (char) c))
                        .findFirst()
                        .orElseThrow())
            .toArray();
  }

  /** Goes on until nothing may follow, or {@code most} tokens are written. */
  void go(Cursor cursor, int free, int most) {
    for (int step = 0; step < most && !cursor.isDone(); step++) {
      if (cursor.mayEnd() && random.nextInt(3) == 0) {
        return;
      }
      cursor.accept(next(cursor.allowed(), step >= free || random.nextInt(6) == 0));
    }
  }

  int next(Mask allowed, boolean end) {
    if (end) {
      for (int id : closing) {
        if (allowed.contains(id)) {
          return id;
        }
      }
    }
    for (int tries = 0; tries < 32; tries++) {
      int id = random.nextInt(tokens.vocabulary().size());
      if (allowed.contains(id)) {
        return id;
      }
    }
    IntStream.Builder all = IntStream.builder();
    allowed.forEach(all::add);
    int[] ids = all.build().toArray();
    return ids[random.nextInt(ids.length)];
  }
}

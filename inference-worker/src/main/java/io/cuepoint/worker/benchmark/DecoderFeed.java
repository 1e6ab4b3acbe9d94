package io.cuepoint.worker.benchmark;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.engine.Decoder;
import io.cuepoint.worker.engine.DecoderRows;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.TokenChoice;
import io.cuepoint.worker.engine.TokenDecoder;
import io.cuepoint.worker.text.Positions;
import io.cuepoint.worker.text.TextRotary;
import io.cuepoint.worker.text.TokenRows;
import java.util.BitSet;
import java.util.Random;

/** Gives token ids to the decoder, as a conversation about no video does. */
final class DecoderFeed {
  private final Decoder decoder;
  private final TokenRows rows;
  private final TextRotary rotary;
  private final int vocab;
  private final TokenChoice any;

  DecoderFeed(Checkpoint checkpoint, Decoder decoder) {
    this.decoder = decoder;
    this.rows = new TokenRows(Weights.rows(checkpoint.weights().embedding()));
    this.rotary = new TextRotary(checkpoint.config().text());
    this.vocab = checkpoint.config().text().vocab();
    BitSet all = new BitSet();
    all.set(0, vocab);
    this.any = new TokenChoice(all.toLongArray(), new long[0], 1);
  }

  /** Scores after {@code ids}, which come after what is in {@code cache}. */
  float[] append(KvCache cache, int... ids) {
    return decoder.append(cache, rows(cache, ids));
  }

  /** The token of the highest score after {@code id}, found where the scores are if they stay. */
  int next(KvCache cache, int id) {
    return decoder instanceof TokenDecoder choosing
        ? choosing.next(cache, rows(cache, id), any)
        : best(append(cache, id));
  }

  private DecoderRows rows(KvCache cache, int... ids) {
    int width = rows.width();
    float[] embeddings = new float[ids.length * width];
    for (int i = 0; i < ids.length; i++) {
      System.arraycopy(rows.of(ids[i]), 0, embeddings, i * width, width);
    }
    float[] cos = new float[ids.length * rotary.width()];
    float[] sin = new float[cos.length];
    int from = cache.length();
    rotary.fill(Positions.ofText(), from, from + ids.length, cos, sin);
    return new DecoderRows(ids.length, embeddings, cos, sin);
  }

  /** Random ids, the same for the same seed. */
  int[] ids(int count, long seed) {
    return new Random(seed).ints(count, 0, vocab).toArray();
  }

  /** The id with the highest score. */
  static int best(float[] scores) {
    int best = 0;
    for (int id = 1; id < scores.length; id++) {
      best = scores[id] > scores[best] ? id : best;
    }
    return best;
  }
}

package io.cuepoint.worker.benchmark;

import io.cuepoint.worker.engine.Decoder;
import io.cuepoint.worker.engine.KvCache;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What f32 weights say: a prompt, the tokens that follow greedily, and the scores of each. Other
 * formats are asked for the scores after the same tokens, so that one difference does not count for
 * all that comes after it.
 */
final class ReferenceScores {
  private static final int PROMPT = 32;
  private static final long SEED = 11;

  private final Path file;
  private final int tokens;

  ReferenceScores(Path file, int tokens) {
    this.file = file;
    this.tokens = tokens;
  }

  /** Keeps what this decoder says. */
  void write(Decoder decoder, DecoderFeed feed) throws IOException {
    try (KvCache cache = decoder.newCache(PROMPT + tokens);
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      float[] scores = feed.append(cache, feed.ids(PROMPT, SEED));
      for (int i = 0; i < tokens; i++) {
        out.writeInt(scores.length);
        for (float score : scores) {
          out.writeFloat(score);
        }
        scores = feed.append(cache, DecoderFeed.best(scores));
      }
    }
  }

  /**
   * How far a decoder is from what was kept.
   *
   * @param error relative, of the scores of all tokens (L2)
   * @param agreement share of the tokens that it would have chosen too
   */
  record Difference(double error, double agreement) {}

  boolean exists() {
    return Files.exists(file);
  }

  /** Asks {@code decoder} for the same. */
  Difference compare(Decoder decoder, DecoderFeed feed) throws IOException {
    double off = 0;
    double all = 0;
    int same = 0;
    try (KvCache cache = decoder.newCache(PROMPT + tokens);
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      float[] scores = feed.append(cache, feed.ids(PROMPT, SEED));
      for (int i = 0; i < tokens; i++) {
        float[] kept = new float[in.readInt()];
        for (int id = 0; id < kept.length; id++) {
          kept[id] = in.readFloat();
          off += Math.pow((double) scores[id] - kept[id], 2);
          all += Math.pow(kept[id], 2);
        }
        int chosen = DecoderFeed.best(kept);
        same += chosen == DecoderFeed.best(scores) ? 1 : 0;
        scores = feed.append(cache, chosen);
      }
    }
    return new Difference(Math.sqrt(off / all), (double) same / tokens);
  }
}

package io.cuepoint.worker.quantize;

import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.Weights;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells matrices apart by what is in them, wherever the files lie: SHA-256 over each one's name,
 * type, shape, first and last 64 KiB and 14 pieces of 4 KiB at equal distances between. Matrices of
 * up to 128 KiB are read whole. A whole reading of a large model takes longer than loading it; any
 * training changes nearly every value.
 */
final class CheckpointKey {
  private static final int END = 64 << 10;
  private static final int PIECE = 4 << 10;
  private static final int PIECES = 14;
  private static final int DIGITS = 32;

  private CheckpointKey() {}

  static String of(List<TensorRef> matrices) {
    MessageDigest digest = sha256();
    for (TensorRef matrix : matrices) {
      String said = matrix.name() + ' ' + matrix.type() + ' ' + matrix.shape() + '\n';
      digest.update(said.getBytes(StandardCharsets.UTF_8));
      long bytes = matrix.bytes();
      int head = (int) Math.min(END, bytes);
      digest.update(Weights.map(matrix, 0, head));
      long between = bytes - 2L * END;
      if (between > PIECE) {
        for (int i = 0; i < PIECES; i++) {
          digest.update(Weights.map(matrix, END + (between - PIECE) / PIECES * i, PIECE));
        }
      }
      int tail = (int) Math.min(END + PIECE, bytes - head);
      if (tail > 0) {
        digest.update(Weights.map(matrix, bytes - tail, tail));
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

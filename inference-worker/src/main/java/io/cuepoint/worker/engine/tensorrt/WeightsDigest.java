package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.Weights;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Knows the same weights in another folder: SHA-256 over name, type and shape of each, its first
 * and its last {@value #EDGE} bytes.
 */
final class WeightsDigest {
  private static final int EDGE = 1 << 16;

  private WeightsDigest() {}

  static String of(List<TensorRef> weights) {
    MessageDigest digest = PlanKey.sha256();
    for (TensorRef weight : weights) {
      String said = weight.name() + " " + weight.type() + " " + weight.shape() + "\n";
      digest.update(said.getBytes(StandardCharsets.UTF_8));
      int edge = (int) Math.min(EDGE, weight.bytes());
      digest.update(Weights.map(weight, 0, edge));
      digest.update(Weights.map(weight, weight.bytes() - edge, edge));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}

package io.cuepoint.worker.engine.tensorrt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that a plan depends on: with anything else, another one has to be built.
 *
 * @param part {@code decoder} or {@code vision-1024}
 * @param weights digest of the weights, see {@link WeightsDigest}
 * @param graph digest of the graph
 * @param gpu name and compute capability
 * @param version of TensorRT
 * @param profiles fingerprints of the profiles
 * @param stripped whether the weights are left out and put in when it is loaded
 */
record PlanKey(
    String part,
    String weights,
    String graph,
    String gpu,
    Version version,
    List<String> profiles,
    boolean stripped) {
  private static final int DIGITS = 20;

  PlanKey {
    profiles = List.copyOf(profiles);
  }

  static PlanKey of(
      String part,
      String weights,
      byte[] graph,
      Gpu gpu,
      Version version,
      List<ShapeProfile> profiles,
      boolean stripped) {
    return new PlanKey(
        part,
        weights,
        hex(graph),
        "%s sm_%d%d".formatted(gpu.name(), gpu.major(), gpu.minor()),
        version,
        profiles.stream().map(ShapeProfile::fingerprint).toList(),
        stripped);
  }

  /** A line for each field; stands in the file, so that a foreign plan is known by it. */
  String text() {
    return "part %s\nweights %s\ngraph %s\ngpu %s\ntensorrt %s\nstripped %s\nprofiles %s\n"
        .formatted(
            part,
            weights,
            graph,
            gpu,
            version,
            stripped,
            hex(
                profiles.stream()
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8)));
  }

  /** Name of the file that keeps the plan. */
  String fileName() {
    return part + "-" + digest(text()) + ".plan";
  }

  /** A short name for a text. */
  static String digest(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

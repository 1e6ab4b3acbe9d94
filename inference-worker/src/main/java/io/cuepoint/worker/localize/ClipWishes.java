package io.cuepoint.worker.localize;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.ClipProfile;
import io.cuepoint.queue.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;

/**
 * What a model wants of its clips. One that was published with prompts of its own was trained on
 * frames of the size that its {@code preprocessor_config.json} states; for others that file speaks
 * of single pictures (spec, trap 15), frames are as large as the tokens allow, and clips may be of
 * any rate.
 */
final class ClipWishes {
  private static final int TOKEN_PIXELS = 28 * 28;

  private ClipWishes() {}

  static ClipProfile of(Path checkpoint, Prompts prompts, ModelProperties properties)
      throws IOException {
    Double trainedFor = prompts.clipSeconds();
    if (trainedFor == null) {
      return new ClipProfile(
          properties.clip().toMillis() / 1e3,
          properties.overlap().toMillis() / 1e3,
          rates(properties.rate()),
          properties.tokens(),
          null,
          null,
          true);
    }
    double overlap = Objects.requireNonNullElse(prompts.overlapSeconds(), trainedFor / 4);
    List<Double> rates = prompts.rates().isEmpty() ? rates(properties.rate()) : prompts.rates();
    JsonNode pixels =
        ContractJson.mapper()
            .readTree(Files.readAllBytes(checkpoint.resolve("preprocessor_config.json")));
    int least = pixels.path("min_pixels").asInt(4 * TOKEN_PIXELS);
    int most = pixels.path("max_pixels").asInt(least);
    int pairs = (int) Math.ceil(trainedFor * rates.get(0) / 2);
    int tokens = Math.multiplyExact(pairs, (most + TOKEN_PIXELS - 1) / TOKEN_PIXELS);
    return new ClipProfile(trainedFor, overlap, rates, tokens, least, most);
  }

  /** The usual rate, then those that look closer. */
  private static List<Double> rates(double usual) {
    Set<Double> rates = new LinkedHashSet<>();
    rates.add(usual);
    DoubleStream.of(1, 2, Analysis.MAX_RATE).filter(rate -> rate > usual).forEach(rates::add);
    return List.copyOf(rates);
  }
}

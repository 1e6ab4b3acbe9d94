package io.cuepoint.worker.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Mean and standard deviation of each colour, for values of 0 to 1.
 *
 * @param mean of red, green, blue
 * @param deviation likewise
 */
public record Normalization(List<Double> mean, List<Double> deviation) {
  private static final List<Double> CLIP_MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
  private static final List<Double> CLIP_DEVIATION = List.of(0.26862954, 0.26130258, 0.27577711);

  public Normalization {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    Expect.that("image_mean", mean, mean.size() == VisionConfig.CHANNELS, "three numbers");
    Expect.that(
        "image_std",
        deviation,
        deviation.size() == VisionConfig.CHANNELS && deviation.stream().allMatch(d -> d > 0),
        "three numbers > 0");
  }

  /** As {@code preprocessor_config.json} says; the published values where it is silent. */
  static Normalization read(Path folder) {
    Optional<JsonNode> file = JsonFile.find(folder.resolve("preprocessor_config.json"));
    return new Normalization(
        numbers(file, "image_mean", CLIP_MEAN), numbers(file, "image_std", CLIP_DEVIATION));
  }

  private static List<Double> numbers(Optional<JsonNode> file, String key, List<Double> otherwise) {
    if (file.isEmpty() || !file.get().path(key).isArray()) {
      return otherwise;
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode number : file.get().path(key)) {
      Expect.that(key, number, number.isNumber(), "numbers");
      numbers.add(number.asDouble());
    }
    return numbers;
  }
}

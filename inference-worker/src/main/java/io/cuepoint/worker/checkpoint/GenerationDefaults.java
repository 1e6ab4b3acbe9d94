package io.cuepoint.worker.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How the publisher lets the model generate. The published temperature of 1e-6 means greedy, which
 * is the only way here.
 *
 * @param endIds ids that end an answer: those stated in {@code generation_config.json} and {@code
 *     config.json}, and both {@code <|im_end|>} and {@code <|endoftext|>}
 * @param repetitionPenalty 1 where none is stated
 */
public record GenerationDefaults(Set<Integer> endIds, float repetitionPenalty) {
  public GenerationDefaults {
    endIds = Set.copyOf(endIds);
    Expect.that("repetition_penalty", repetitionPenalty, repetitionPenalty > 0, "> 0");
  }

  static GenerationDefaults read(Path folder, ModelConfig config, ControlTokens control) {
    Set<Integer> ends = new LinkedHashSet<>(Set.of(control.imEnd(), control.endOfText()));
    Integer stated = config.tokenIds().get("eos_token_id");
    if (stated != null) {
      ends.add(stated);
    }
    Optional<JsonNode> file = JsonFile.find(folder.resolve("generation_config.json"));
    if (file.isEmpty()) {
      return new GenerationDefaults(ends, 1);
    }
    ConfigSection section = new ConfigSection("generation_config", file.get());
    if (file.get().path("eos_token_id").isArray()) {
      ends.addAll(section.integers("eos_token_id", List.of()));
    } else {
      ends.add(section.integer("eos_token_id", control.imEnd()));
    }
    return new GenerationDefaults(ends, (float) section.number("repetition_penalty", 1));
  }
}

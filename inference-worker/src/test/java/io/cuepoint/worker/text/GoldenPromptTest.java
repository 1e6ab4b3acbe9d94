package io.cuepoint.worker.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.Tokenizer;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.golden.GoldenCase;
import io.cuepoint.worker.vision.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Prompts and positions against the reference's. */
class GoldenPromptTest {
  @TestFactory
  Stream<DynamicTest> givesTheReferencesIdsAndPositions() {
    return Golden.cases(Golden.bundled()).stream()
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> check(each)));
  }

  @Test
  void givesTheReferencesIdsAndPositionsInEveryCase() {
    List<GoldenCase> cases = Golden.cases(Golden.shared());
    assertThat(cases).hasSizeGreaterThanOrEqualTo(10);
    cases.forEach(GoldenPromptTest::check);
  }

  @Test
  void givesTheReferencesTemporalSteps() {
    JsonNode all = GoldenCase.json(Golden.bundled().resolve("arithmetic.json"));
    assertThat(all.get("temporal_steps")).hasSizeGreaterThan(5);
    for (JsonNode each : all.get("temporal_steps")) {
      List<Integer> steps = new ArrayList<>();
      each.get("temporal_steps").forEach(step -> steps.add(step.asInt()));
      MediaSpan span =
          MediaSpan.even(
              new Grid(each.get("grid_steps").asInt(), 2, 2),
              (float) each.get("second_per_grid").asDouble(),
              (float) each.get("tokens_per_second").asDouble());
      assertThat(span.times()).as(each.toString()).isEqualTo(steps);
    }
  }

  private static void check(GoldenCase golden) {
    Checkpoint checkpoint = golden.open();
    MediaSpan medium = golden.medium(checkpoint.config().vision());
    try (Tokenizer tokenizer = checkpoint.tokenizer()) {
      Prompt prompt = PromptBuilder.ask(tokenizer, medium, golden.json().get("prompt").asString());
      assertThat(Arrays.stream(prompt.ids()).asLongStream().toArray())
          .as("%s ids", golden)
          .isEqualTo(golden.expected().longs("input_ids"));
      assertThat(axes(prompt.positions()))
          .as("%s positions", golden)
          .isEqualTo(golden.expected().longs("position_ids"));
      assertThat(prompt.positions().delta()).isEqualTo(golden.json().get("rope_delta").asInt());
      int[] generated =
          Arrays.stream(golden.expected().longs("generated")).mapToInt(Math::toIntExact).toArray();
      assertThat(tokenizer.decode(generated)).isEqualTo(golden.json().get("decoded").asString());
    }
  }

  private static long[] axes(Positions positions) {
    int length = positions.length();
    long[] axes = new long[3 * length];
    for (int i = 0; i < length; i++) {
      axes[i] = positions.time(i);
      axes[length + i] = positions.height(i);
      axes[2 * length + i] = positions.width(i);
    }
    return axes;
  }
}

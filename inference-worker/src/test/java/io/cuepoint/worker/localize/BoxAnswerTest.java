package io.cuepoint.worker.localize;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.clip.ClipManifest.Picture;
import io.cuepoint.contract.Box;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.queue.ContractJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BoxAnswerTest {
  /** Another scale in each direction, as rounding to multiples of 28 gives. */
  private static final Picture PICTURE =
      new Picture(MediaTime.ofSeconds(2), MediaTime.ofSeconds(1.96), 560, 280, 1120, 1400);

  @Test
  void mapsPixelsOfTheModelsPictureBackToTheSource() {
    JsonNode answer =
        json(
            "[{'bbox_2d': [10, 20, 30, 40], 'label': 'cup'}, {'bbox_2d': [0, 0, 1, 1], 'label': 'hand'}]");
    assertThat(BoxAnswer.read(answer, "cup", PICTURE))
        .containsExactly(new Box(MediaTime.ofSeconds(1.96), 20, 100, 60, 200, "cup"));
  }

  @Test
  void turnsAndCutsBoxesAndLeavesOutThoseWithoutArea() {
    JsonNode answer =
        json(
            "[{'bbox_2d': [600, 270, 500, 290], 'label': 'cup'}, {'bbox_2d': [5, 5, 5, 9], 'label': 'cup'}]");
    assertThat(BoxAnswer.read(answer, "cup", PICTURE))
        .containsExactly(new Box(MediaTime.ofSeconds(1.96), 1000, 1350, 1120, 1400, "cup"));
  }

  @Test
  void statesAFormThatCanBeHonoured() {
    JsonNode schema = BoxAnswer.schema(List.of("cup", "hand"), PICTURE);
    assertThat(io.cuepoint.worker.constrain.JsonSchema.parse(schema)).isNotNull();
  }

  private static JsonNode json(String text) {
    return ContractJson.mapper().readTree(text.replace('\'', '"'));
  }
}

package io.cuepoint.worker.localize;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.ClipQuestion;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClipFitTest {
  private static final String OWN = "m@1";

  @Test
  void takesWhatWasCutForIt() {
    assertThat(ClipFit.refusal(clip(60, 4, 999, OWN), profile(null))).isNull();
  }

  @Test
  void takesAnotherModelsClipThatSuitsIt() {
    assertThat(ClipFit.refusal(clip(12, 2, 56, "other@1"), profile(null))).isNull();
    assertThat(ClipFit.refusal(clip(12, 2, 56, null), profile(null))).isNull();
  }

  @Test
  void refusesAnotherModelsClipThatDoesNotSaysWhy() {
    assertThat(ClipFit.refusal(clip(60, 2, 56, "other@1"), profile(null)))
        .contains("cut for other@1")
        .contains("60.0 s")
        .contains("12.0 s at most");
    assertThat(ClipFit.refusal(clip(12, 1, 56, null), profile(null))).contains("1.0 fps");
    assertThat(ClipFit.refusal(clip(12, 2, 112, null), profile(null))).contains("6272 pixels");
  }

  @Test
  void takesEveryPlannedRateWhereTheModelMayLookAtAny() {
    ClipProfile free = new ClipProfile(60, 6, List.of(2.0), 8192, null, null, true);
    ModelProfile profile =
        new ModelProfile("w", "m", "1", "e", "f32", null, Instant.EPOCH, free, null, null);
    for (double rate : new double[] {0.5, 1, 2, 4}) {
      assertThat(ClipFit.refusal(clip(60, rate, 56, null), profile)).isNull();
    }
    assertThat(ClipFit.refusal(clip(60, 3, 56, null), profile)).contains("3.0 fps");
  }

  @Test
  void neverLooksAtOtherVideosThanItsOwn() {
    assertThat(ClipFit.refusal(clip(12, 2, 56, null), profile(List.of("ab"))))
        .startsWith("no model configured");
    assertThat(ClipFit.refusal(clip(12, 2, 56, OWN), profile(List.of("ab")))).isNull();
  }

  private static ModelProfile profile(@Nullable List<String> onlyVideos) {
    ClipProfile clips = new ClipProfile(12, 4, List.of(2.0), 96, 6272, 6272);
    return new ModelProfile(
        "w", "m", "1", "onnxruntime", "f32", null, Instant.EPOCH, clips, onlyVideos, null);
  }

  private static ClipSampled clip(
      double seconds, double rate, int height, @Nullable String profile) {
    UUID id = new UUID(1, 1);
    return new ClipSampled(
        id,
        id,
        0,
        TimeSpan.ofSeconds(0, seconds),
        rate,
        24,
        112,
        height,
        "clips/1",
        1,
        new ClipQuestion(id, Task.DENSE, profile));
  }
}

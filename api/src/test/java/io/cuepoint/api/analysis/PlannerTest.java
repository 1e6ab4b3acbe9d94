package io.cuepoint.api.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.ingest.rate.RateProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class PlannerTest {
  private static final ModelProfile MODEL =
      new ModelProfile(
          "w",
          "m",
          "1",
          "onnxruntime",
          "f32",
          null,
          Instant.EPOCH,
          new ClipProfile(12, 4, List.of(2.0, 4.0), 96, 6272, 6272),
          null,
          1.5);

  private final Planner planner =
      new Planner(
          new ClipProperties(
              Duration.ofSeconds(60),
              Duration.ofSeconds(6),
              2,
              8192,
              4,
              1_003_520,
              DataSize.ofGigabytes(1)),
          new RateProperties(true, 0.5, 4, 40_000, 0.005, 0.03, 0.25));

  @Test
  void estimatesWhatAMinuteCosts() {
    PlanView plan = plan(null, Optional.of(MODEL));
    assertThat(plan.windows()).hasSize(7);
    assertThat(plan.frames()).isEqualTo(7 * 24);
    assertThat(plan.tokens()).isEqualTo(7 * 96);
    assertThat(plan.model()).isEqualTo("m@1");
    assertThat(plan.computing().seconds()).isCloseTo(1.5 * 8 * 7, within(1e-6));
    assertThat(plan.computing().words()).contains("1.4 minutes");
  }

  @Test
  void countsADenserLookDearer() {
    double usual = plan(null, Optional.of(MODEL), TimeSpan.ofSeconds(0, 12)).computing().seconds();
    PlanView denser = plan(4.0, Optional.of(MODEL), TimeSpan.ofSeconds(0, 12));
    assertThat(denser.computing().seconds()).isCloseTo(2 * usual, within(1e-6));
    assertThat(denser.frames()).isEqualTo(48);
  }

  @Test
  void keepsTheWindowsOfAModelThatKnowsTheRatesThatItKnows() {
    PlanView plan = plan(null, Optional.of(MODEL));
    assertThat(plan.windows()).allMatch(window -> window.framesPerSecond() == 2);
    assertThat(plan.oneRateBecause()).isNotNull();
    assertThat(plan.frameBudget()).isNull();
  }

  @Test
  void countsAStillVideoCheaperWhereTheModelMayLookAtAnyRate() {
    ClipProfile free = new ClipProfile(60, 6, List.of(2.0), 8192, null, null, true);
    ModelProfile model =
        new ModelProfile("w", "m", "1", "e", "f32", null, Instant.EPOCH, free, null, 1.5);
    PlanView plan = plan(null, Optional.of(model));
    assertThat(plan.oneRateBecause()).isNull();
    assertThat(plan.windows())
        .singleElement()
        .satisfies(window -> assertThat(window.framesPerSecond()).isEqualTo(0.5));
    assertThat(plan.frames()).isEqualTo(30);
    assertThat(plan.frameBudget()).isEqualTo(40_000);
    assertThat(plan.computing().seconds()).isCloseTo(1.5 * 60 * 0.9 / 4, within(1e-6));
  }

  @Test
  void saysThatTheCostIsNotKnownWithoutAModel() {
    PlanView plan = plan(null, Optional.empty());
    assertThat(plan.windows()).hasSize(1);
    assertThat(plan.computing().seconds()).isNull();
    assertThat(plan.computing().words()).startsWith("not known");
  }

  private PlanView plan(Double rate, Optional<ModelProfile> model, TimeSpan... spans) {
    Analysis analysis =
        new Analysis(new UUID(1, 1), Task.DENSE, false, List.of(spans), rate, Instant.EPOCH);
    MediaTime minute = MediaTime.ofSeconds(60);
    return planner.plan(
        analysis, "ab", 640, 320, minute, model, () -> ActivityTrack.of(new double[30], minute));
  }
}

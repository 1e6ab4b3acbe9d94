package io.cuepoint.ingest.clip;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.SamplingWishes;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.rate.RatedWindow;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClipRulesTest {
  private static final Analysis WHOLE = TestRules.analysis(Task.DENSE, false, null);

  @Test
  void obeysWhatTheModelWants() {
    ClipPlan plan =
        ClipPlan.of(
            ClipRules.of(TestRules.defaults(), WHOLE, "ab", Optional.of(TestRules.TINY)),
            640,
            320,
            MediaTime.ofSeconds(60));
    assertThat(plan.width()).isEqualTo(112);
    assertThat(plan.height()).isEqualTo(56);
    assertThat(plan.windows()).hasSize(7).allMatch(window -> window.frames() == 24);
    assertThat(plan.windows())
        .extracting(window -> window.span().start().toDouble())
        .containsExactly(0.0, 8.0, 16.0, 24.0, 32.0, 40.0, 48.0);
  }

  @Test
  void cutsAsConfiguredWhatTheModelMayNotLookAt() {
    ModelProfile picky =
        TestRules.profile(new ClipProfile(12, 4, List.of(2.0), 96, 6272, 6272), List.of("cd"));
    ClipRules others = ClipRules.of(TestRules.defaults(), WHOLE, "ab", Optional.of(picky));
    assertThat(others.question().profile()).isNull();
    assertThat(others.windows().window(0).span()).isEqualTo(TimeSpan.ofSeconds(0, 60));
    ClipRules own = ClipRules.of(TestRules.defaults(), WHOLE, "cd", Optional.of(picky));
    assertThat(own.question().profile()).isEqualTo("tiny@1");
    assertThat(own.windows().window(0).span()).isEqualTo(TimeSpan.ofSeconds(0, 12));
  }

  @Test
  void takesTheKnownRateThatIsNearest() {
    ModelProfile model =
        TestRules.profile(new ClipProfile(30, 6, List.of(1.0, 2.0, 4.0), 2048, null, null), null);
    assertThat(rate(model, null)).isEqualTo(1);
    assertThat(rate(model, 4.0)).isEqualTo(4);
    assertThat(rate(model, 1.8)).isEqualTo(2);
    assertThat(rate(TestRules.TINY, 4.0)).isEqualTo(2);
  }

  @Test
  void cutsWantedStretchesAtWholePairs() {
    Analysis some =
        TestRules.analysis(
            Task.ground("x"), true, null, TimeSpan.ofSeconds(3.3, 9), TimeSpan.ofSeconds(20, 50));
    ClipWindows windows =
        ClipRules.of(TestRules.defaults(), some, "ab", Optional.of(TestRules.TINY)).windows();
    assertThat(windows.within(MediaTime.ofSeconds(45)).stream().map(RatedWindow::span))
        .containsExactly(
            TimeSpan.ofSeconds(3, 9),
            TimeSpan.ofSeconds(20, 32),
            TimeSpan.ofSeconds(28, 40),
            TimeSpan.ofSeconds(36, 45));
    assertThat(windows.lastBegunAt(MediaTime.ofSeconds(2))).isEqualTo(-1);
  }

  @Test
  void roundsAStrideThatSplitsPairsDown() {
    ModelProfile odd =
        TestRules.profile(new ClipProfile(10, 2.5, List.of(2.0), 96, 6272, 6272), null);
    ClipWindows windows =
        ClipRules.of(TestRules.defaults(), WHOLE, "ab", Optional.of(odd)).windows();
    assertThat(windows.window(1).span().start()).isEqualTo(MediaTime.ofSeconds(7));
  }

  private static double rate(ModelProfile model, Double wanted) {
    Analysis analysis = TestRules.analysis(Task.DENSE, false, wanted);
    return ClipRules.of(TestRules.defaults(), analysis, "ab", Optional.of(model)).framesPerSecond();
  }

  @Test
  void leavesAModelThatKnowsOneRateItsWindows() {
    ClipRules rules = dynamic(TestRules.TINY, WHOLE);
    assertThat(rules.rates()).isNull();
    assertThat(rules.planned(busy(100)).windows()).isSameAs(rules.windows());
  }

  @Test
  void letsTheRateFollowWhereTheModelAllowsIt() {
    ModelProfile free =
        TestRules.profile(new ClipProfile(60, 6, List.of(2.0), 8192, null, null, true), null);
    ClipRules rules = dynamic(free, WHOLE);
    ClipPlan plan = ClipPlan.of(rules.planned(busy(100)), 640, 360, MediaTime.ofSeconds(100));
    assertThat(plan.windows()).hasSize(4).allMatch(window -> window.framesPerSecond() == 4);
    assertThat(plan.windows()).allMatch(window -> window.tokens() <= 8192);
    assertThat(rules.question().profile()).isEqualTo(free.key());
  }

  @Test
  void followsTheWishesOfAnAnalysis() {
    SamplingWishes wishes = new SamplingWishes(1.0, null, 1.0, 4096, null);
    ClipRules rules =
        ClipRules.of(
            TestRules.defaults(), TestRules.rates(), WHOLE.sampled(wishes), "ab", Optional.empty());
    ClipPlan plan = ClipPlan.of(rules.planned(busy(100)), 640, 360, MediaTime.ofSeconds(100));
    assertThat(plan.windows())
        .hasSize(2)
        .allMatch(window -> window.framesPerSecond() == 1 && window.tokens() <= 4096);
  }

  @Test
  void keepsOneRateWhereOneIsAskedForOrOnlyStretchesAre() {
    ClipProperties clips = TestRules.defaults();
    Analysis atFour = TestRules.analysis(Task.DENSE, false, 4.0);
    Analysis part = TestRules.analysis(Task.DENSE, false, null, TimeSpan.ofSeconds(0, 9));
    assertThat(ClipRules.of(clips, TestRules.rates(), atFour, "ab", Optional.empty()).rates())
        .isNull();
    assertThat(ClipRules.of(clips, TestRules.rates(), part, "ab", Optional.empty()).rates())
        .isNull();
  }

  private static ClipRules dynamic(ModelProfile model, Analysis analysis) {
    return ClipRules.of(
        TestRules.defaults(), TestRules.rates(), analysis, "ab", Optional.of(model));
  }

  private static ActivityTrack busy(int seconds) {
    double[] slices = new double[seconds / 2];
    Arrays.fill(slices, 0.5);
    return ActivityTrack.of(slices, MediaTime.ofSeconds(seconds));
  }
}

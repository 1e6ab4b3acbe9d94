package io.cuepoint.ingest.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.SamplingWishes;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.activity.ActivityTrack;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatePlannerTest {
  private static final RateProperties PROPERTIES =
      new RateProperties(true, 0.5, 4, 40_000, 0.005, 0.03, 0.25);

  /** A minute a window, 60 frame pairs each: 2 frames a second of all of it. */
  private static final RateRules USUAL = rules(60, 6, 60, 40_000);

  static LongStream seeds() {
    Long one = Long.getLong("seed");
    return one == null ? LongStream.rangeClosed(1, 200) : LongStream.of(one);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void coversAllWithinTheBudgets(long seed) {
    Random random = new Random(seed);
    RateRules rules = random(random);
    ActivityTrack activity = activity(random);
    RatePlan plan = RatePlanner.plan(rules, activity);

    MediaTime covered = MediaTime.ZERO;
    long frames = 0;
    for (RatedWindow window : plan.windows()) {
      assertThat(window.span().start()).isLessThanOrEqualTo(covered);
      assertThat(window.span().end()).isGreaterThan(covered);
      assertThat(rules.rates()).contains(window.framesPerSecond());
      assertThat(window.span().start().micros() % rules.step()).isZero();
      int ofWindow = window.targetsUntil(window.span().end());
      assertThat((ofWindow + 1) / 2).isLessThanOrEqualTo(rules.pairs());
      frames += window.targetsUntil(activity.duration());
      covered = window.span().end();
    }
    assertThat(covered).isGreaterThanOrEqualTo(activity.duration());
    assertThat(plan.next()).isLessThanOrEqualTo(covered.micros());
    if (plan.withinBudget()) {
      assertThat(frames).isLessThanOrEqualTo(rules.frames());
    } else {
      assertThat(plan.windows()).allMatch(each -> each.framesPerSecond() == rules.slowest());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void sharesWholeFramePairsBetweenWindowsOfOneRate(long seed) {
    Random random = new Random(seed);
    RateRules rules = random(random);
    List<RatedWindow> windows = RatePlanner.plan(rules, activity(random)).windows();
    for (int i = 1; i < windows.size(); i++) {
      RatedWindow before = windows.get(i - 1);
      RatedWindow window = windows.get(i);
      assertThat(before.span().overlapMicros(window.span()))
          .isGreaterThanOrEqualTo(rules.overlap());
      if (before.framesPerSecond() == window.framesPerSecond()) {
        long apart = before.span().start().microsUntil(window.span().start());
        assertThat(apart % RateRules.pair(window.framesPerSecond())).isZero();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void givesTheSamePlanAgain(long seed) {
    Random random = new Random(seed);
    RateRules rules = random(random);
    ActivityTrack activity = activity(random);
    assertThat(RatePlanner.plan(rules, activity)).isEqualTo(RatePlanner.plan(rules, activity));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void neverLooksLessAtWhatIsBusier(long seed) {
    Random random = new Random(seed);
    double lower = random.nextDouble();
    double higher = lower + (1 - lower) * random.nextDouble();
    RateRules rules = random(random);
    assertThat(rules.rate(higher)).isGreaterThanOrEqualTo(rules.rate(lower));

    int slices = 300;
    int change = random.nextInt(100, 200);
    double[] levels = new double[slices];
    for (int i = 0; i < slices; i++) {
      levels[i] = i < change ? lower : higher;
    }
    ActivityTrack activity = ActivityTrack.of(levels, MediaTime.ofSeconds(slices * 2));
    List<RatedWindow> windows = RatePlanner.plan(rules, activity).windows();
    for (int i = 1; i < windows.size(); i++) {
      assertThat(windows.get(i).framesPerSecond())
          .isGreaterThanOrEqualTo(windows.get(i - 1).framesPerSecond());
    }
  }

  @Test
  void looksCloselyOnlyWhereMuchHappens() {
    double[] levels = new double[300];
    for (int i = 150; i < levels.length; i++) {
      levels[i] = 0.6;
    }
    RatePlan plan = RatePlanner.plan(USUAL, ActivityTrack.of(levels, MediaTime.ofSeconds(600)));
    assertThat(rateAt(plan, 10)).isEqualTo(0.5);
    assertThat(rateAt(plan, 200)).isEqualTo(0.5);
    assertThat(rateAt(plan, 400)).isEqualTo(4);
    assertThat(plan.windows())
        .filteredOn(each -> each.framesPerSecond() == 4)
        .allMatch(each -> each.span().lengthMicros() == 30_000_000);
  }

  @Test
  void givesAStretchOfWhichNothingIsKnownTheBaseRate() {
    ActivityTrack unknown = ActivityTrack.unknown(MediaTime.ofSeconds(100), "no timestamps");
    assertThat(RatePlanner.plan(USUAL, unknown).windows())
        .containsExactly(
            new RatedWindow(TimeSpan.ofSeconds(0, 60), 2),
            new RatedWindow(TimeSpan.ofSeconds(52, 112), 2));
  }

  @Test
  void slowsDownEverywhereUnderASmallBudget() {
    double[] levels = new double[300];
    Arrays.fill(levels, 0.1);
    ActivityTrack activity = ActivityTrack.of(levels, MediaTime.ofSeconds(600));
    RatePlan plan = RatePlanner.plan(rules(60, 6, 60, 800), activity);
    assertThat(plan.withinBudget()).isTrue();
    assertThat(plan.windows()).allMatch(each -> each.framesPerSecond() == 1);
  }

  @Test
  void passesNothingOverWhenTheBudgetIsTooSmallForAll() {
    ActivityTrack activity = ActivityTrack.of(new double[300], MediaTime.ofSeconds(600));
    RatePlan plan = RatePlanner.plan(rules(60, 6, 60, 10), activity);
    assertThat(plan.withinBudget()).isFalse();
    assertThat(plan.windows()).allMatch(each -> each.framesPerSecond() == 0.5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2, 4})
  void staysAtOneRateWhenBothBoundsAreIt(double rate) {
    SamplingWishes wishes = new SamplingWishes(rate, rate, rate, null, null);
    RateRules rules = RateRules.of(PROPERTIES, 2, wishes, 60_000_000, 6_000_000, 200).orElseThrow();
    assertThat(rules.rates()).containsExactly(rate);
    assertThat(rules.rate(0)).isEqualTo(rate);
    assertThat(rules.rate(1)).isEqualTo(rate);
  }

  @Test
  void knowsNoRateWhereWindowsAreTooShortToOverlap() {
    Optional<RateRules> rules = RateRules.of(PROPERTIES, 2, null, 60_000_000, 6_000_000, 1);
    assertThat(rules).isEmpty();
  }

  private static double rateAt(RatePlan plan, double seconds) {
    return plan.windows().stream()
        .filter(each -> each.span().contains(MediaTime.ofSeconds(seconds)))
        .findFirst()
        .orElseThrow()
        .framesPerSecond();
  }

  private static RateRules rules(int seconds, int overlap, int pairs, int frames) {
    return RateRules.of(
            PROPERTIES,
            2,
            new SamplingWishes(null, null, null, null, frames),
            seconds * 1_000_000L,
            overlap * 1_000_000L,
            pairs)
        .orElseThrow();
  }

  private static RateRules random(Random random) {
    int seconds = random.nextInt(20, 91);
    int overlap = random.nextInt(0, seconds / 3);
    return rules(seconds, overlap, random.nextInt(30, 200), random.nextInt(1, 5_000));
  }

  /** Stretches of one activity each, up to half an hour. */
  private static ActivityTrack activity(Random random) {
    double[] slices = new double[random.nextInt(1, 900)];
    double level = 0;
    for (int i = 0; i < slices.length; i++) {
      if (random.nextInt(20) == 0) {
        level = Math.pow(10, -4 * random.nextDouble());
      }
      slices[i] = level;
    }
    double seconds = slices.length * 2 - random.nextDouble() * 1.9;
    return ActivityTrack.of(slices, MediaTime.ofSeconds(seconds));
  }
}

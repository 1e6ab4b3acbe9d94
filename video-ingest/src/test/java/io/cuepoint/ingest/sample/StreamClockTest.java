package io.cuepoint.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.Warning;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamClockTest {
  private static final long FRAME = 40_000;
  private static final long SOUND = 21_333;

  private final PassWarnings warnings = new PassWarnings();
  private final Rebase rebase = new Rebase(1_000_000, true, warnings);
  private final StreamClock picture = new StreamClock(rebase);
  private final StreamClock sound = new StreamClock(rebase);

  @Test
  void countsFromTheContainersStart() {
    assertThat(picture.at(1_000_000, FRAME)).isZero();
    assertThat(picture.at(1_040_000, FRAME)).isEqualTo(FRAME);
    assertThat(picture.at(900_000, FRAME)).isEqualTo(-100_000);
    assertThat(warnings.all()).isEmpty();
  }

  @Test
  void runsOnAtAJointAndSaysWhere() {
    picture.at(11_000_000, FRAME);

    assertThat(picture.at(1_000_000, FRAME)).isEqualTo(10_040_000);
    assertThat(picture.at(1_040_000, FRAME)).isEqualTo(10_080_000);
    assertThat(warnings.all()).extracting(Warning::code).containsExactly("video.discontinuity");
  }

  @Test
  void keepsPictureAndSoundTogetherOverAJoint() {
    picture.at(11_000_000, FRAME);
    sound.at(11_010_000, SOUND);

    assertThat(picture.at(3_000_000, FRAME)).isEqualTo(10_040_000);
    assertThat(sound.at(3_005_000, SOUND)).isEqualTo(10_045_000);
    assertThat(warnings.all()).hasSize(1);
  }

  @Test
  void cutsALeapThatNoStillPictureExplains() {
    picture.at(1_000_000, FRAME);

    assertThat(picture.at(1_000_000 + 9_000_000, FRAME)).isEqualTo(9_000_000);
    assertThat(picture.at(1_000_000 + 90_000_000_000L, FRAME)).isEqualTo(9_040_000);
  }

  @Test
  void takesAGapForAGapWhenTheOtherStreamWentOn() {
    sound.at(1_000_000, SOUND);
    for (int i = 0; i < 1_000; i++) {
      picture.at(1_000_000 + i * FRAME, FRAME);
    }

    assertThat(sound.at(1_000_000 + 39_000_000, SOUND)).isEqualTo(39_000_000);
    assertThat(warnings.all()).isEmpty();
  }

  @Test
  void putsFramesWithoutATimestampRightAfterTheLast() {
    assertThat(picture.next(FRAME)).isZero();
    assertThat(picture.next(FRAME)).isEqualTo(FRAME);
    assertThat(picture.at(1_000_000 + 2 * FRAME, FRAME)).isEqualTo(2 * FRAME);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void joinsAnyNumberOfRecordings(long seed) {
    Random random = new Random(seed);
    long expected = 0;
    long soundExpected = 0;
    for (int recording = 0; recording < 20; recording++) {
      long raw = recording == 0 ? 1_000_000 : random.nextLong(60_000_000_000L);
      int frames = 50 + random.nextInt(200);
      for (int i = 0; i < frames; i++) {
        assertThat(picture.at(raw + i * FRAME, FRAME)).isEqualTo(expected);
        expected += FRAME;
        long soundAt = sound.at(raw + i * FRAME, FRAME);
        assertThat(soundAt).isEqualTo(soundExpected);
        soundExpected += FRAME;
      }
    }
  }

  @Test
  void boundsItsWarnings() {
    for (int i = 0; i < 500; i++) {
      picture.at(i % 2 == 0 ? 60_000_000 : 2_000_000, FRAME);
    }

    assertThat(warnings.all()).hasSize(PassWarnings.MAX_A_CODE + 1);
    assertThat(warnings.all().get(PassWarnings.MAX_A_CODE).detail()).contains("more");
  }
}

package io.cuepoint.ingest.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.testclips.Painter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like another event, and what is hard to see. */
class DifficultPicturesTest {
  private static final int WIDTH = Film.WIDTH;
  private static final int HEIGHT = Film.HEIGHT;

  private final byte[] room = texture(1);
  private final byte[] street = texture(2);

  @ParameterizedTest
  @ValueSource(doubles = {5, 40, 160, 400})
  void aPanIsNoCutAndNoDissolve(double pixelsPerSecond) {
    Painter pan =
        (seconds, frame, luma, width, height) ->
            shifted(room, (int) (seconds * pixelsPerSecond), luma);
    assertThat(labels(pan, 25, 6)).doesNotContain("cut", "dissolve", "flash", "fade");
  }

  @Test
  void aShakingCameraIsNoCut() {
    Random random = new Random(1);
    Painter shake = (seconds, frame, luma, width, height) -> shifted(room, random.nextInt(9), luma);
    assertThat(labels(shake, 25, 8)).isEmpty();
  }

  @Test
  void aLampIsNoCutAndNoFlash() {
    Painter lamp = lit(room, seconds -> seconds < 3 ? 0.35 : 1);
    assertThat(labels(lamp, 25, 6)).isEmpty();
  }

  @Test
  void aChangeOfExposureIsNoMotionAndNoFade() {
    Painter exposure = lit(room, seconds -> 0.6 + 0.3 * Math.sin(seconds));
    assertThat(labels(exposure, 25, 20)).isEmpty();
  }

  @Test
  void aCaptionThatPopsUpIsNoCut() {
    Painter caption =
        (seconds, frame, luma, width, height) -> {
          shifted(room, 0, luma);
          if (seconds > 3) {
            for (int i = 60 * WIDTH; i < 80 * WIDTH; i++) {
              luma[i] = (byte) (i % 7 < 3 ? 255 : 0);
            }
          }
        };
    assertThat(labels(caption, 25, 6)).doesNotContain("cut", "flash", "fade", "dissolve");
  }

  @Test
  void twoForeignPicturesAreNoCut() {
    Painter glitch =
        (seconds, frame, luma, width, height) ->
            shifted(frame == 70 || frame == 71 ? street : room, frame % 3, luma);
    assertThat(labels(glitch, 25, 6)).isEmpty();
  }

  @Test
  void aStrobeIsFlashesAndNoCuts() {
    Painter strobe =
        (seconds, frame, luma, width, height) -> {
          shifted(room, frame % 2, luma);
          if (seconds > 2 && seconds < 4 && frame % 5 == 0) {
            Arrays.fill(luma, (byte) 255);
          }
        };
    assertThat(labels(strobe, 25, 6)).isNotEmpty().containsOnly("flash");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 5, 10, 25, 60, 240, 1000})
  void aCutIsSeenAtAnyFrameRate(double framesPerSecond) {
    double at = Math.max(3, 8 / framesPerSecond);
    Painter cut = frames(room, street, at);
    List<EventLocalized> found = found(cut, framesPerSecond, 2 * at);
    assertThat(found).extracting(EventLocalized::label).containsOnlyOnce("cut");
    long end = found.get(0).span().end().micros();
    assertThat(end).isBetween((long) (at * 1e6) - 1, (long) (at * 1e6) + 4_000);
  }

  @Test
  void aCutBetweenDarkShotsIsSeen() {
    Painter first = lit(room, seconds -> 0.12);
    Painter dark = first.until(3, lit(street, seconds -> 0.12));
    assertThat(labels(dark, 25, 6)).containsOnly("cut");
  }

  @Test
  void cutsThreeTenthsOfASecondApartAreSeen() {
    Painter montage =
        (seconds, frame, luma, width, height) ->
            shifted(texture(10 + frame * 10 / 75), frame % 3, luma);
    assertThat(labels(montage, 25, 3)).hasSize(9).containsOnly("cut");
  }

  @Test
  void aWhiteCardAfterABlackOneIsACut() {
    Painter cards = Painter.level(seconds -> seconds < 2 ? 60 : seconds < 4 ? 120 : 200);
    assertThat(labels(cards, 25, 6)).containsExactly("cut", "cut");
  }

  @Test
  void aStillCardAfterACutIsNoFreeze() {
    Painter moving = (seconds, frame, luma, width, height) -> shifted(room, frame, luma);
    Painter still = (seconds, frame, luma, width, height) -> shifted(street, 0, luma);
    assertThat(labels(moving.until(3, still), 25, 8)).containsOnly("cut");
  }

  @Test
  void aWholeVideoThatStandsStillHasNoEvents() {
    Painter still = (seconds, frame, luma, width, height) -> shifted(room, 0, luma);
    assertThat(labels(still, 25, 8)).isEmpty();
  }

  @Test
  void noiseAloneIsNothing() {
    Random random = new Random(5);
    Painter noise =
        (seconds, frame, luma, width, height) -> {
          for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) Math.max(0, Math.min(255, 128 + 40 * random.nextGaussian()));
          }
        };
    assertThat(labels(noise, 25, 10)).isEmpty();
  }

  private static List<String> labels(Painter painter, double framesPerSecond, double seconds) {
    return found(painter, framesPerSecond, seconds).stream().map(EventLocalized::label).toList();
  }

  private static List<EventLocalized> found(
      Painter painter, double framesPerSecond, double seconds) {
    return new ArrayList<>(
        Detecting.inPictures(
            sink -> {
              byte[] luma = new byte[WIDTH * HEIGHT];
              for (int i = 0; i < seconds * framesPerSecond; i++) {
                painter.paint(i / framesPerSecond, i, luma, WIDTH, HEIGHT);
                MediaTime time = MediaTime.ofSeconds(i / framesPerSecond);
                MediaTime end = MediaTime.ofSeconds((i + 1) / framesPerSecond);
                sink.accept(new GreyFrame(time, end, WIDTH, HEIGHT, luma));
              }
            }));
  }

  private static Painter frames(byte[] before, byte[] after, double at) {
    return (seconds, frame, luma, width, height) ->
        shifted(seconds < at - 1e-9 ? before : after, frame % 3, luma);
  }

  private static Painter lit(byte[] picture, DoubleUnaryOperator light) {
    return (seconds, frame, luma, width, height) -> {
      shifted(picture, frame % 2, luma);
      double gain = light.applyAsDouble(seconds);
      for (int i = 0; i < luma.length; i++) {
        luma[i] = (byte) ((luma[i] & 0xFF) * gain);
      }
    };
  }

  /** Shifts by pixels, round and round. */
  private static void shifted(byte[] picture, int by, byte[] luma) {
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        luma[y * WIDTH + x] = picture[y * WIDTH + Math.floorMod(x + by, WIDTH)];
      }
    }
  }

  private static byte[] texture(long seed) {
    byte[] luma = new byte[WIDTH * HEIGHT];
    new Scenery(new Random(seed)).drawStill(0, luma);
    return luma;
  }
}

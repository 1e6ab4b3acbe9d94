package io.cuepoint.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.ingest.picture.Orientation;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.SharedFiles;
import io.cuepoint.ingest.testclips.TestClip;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sampled pictures of files whose coded pictures are not what is to be seen. */
class PicturesTest {
  @Test
  void turnsWhatIsToBeSeenTurned() throws Exception {
    RgbPicture plain = pictures("traps/base.mp4", 1).get(3);
    RgbPicture turned = pictures("traps/rot90.mp4", 1).get(3);

    byte[] expected = new byte[plain.width() * plain.height() * 3];
    new Orientation(true, false, true)
        .turn(plain.rgb(), plain.width(), plain.height(), 3, expected);
    assertThat(turned.width()).isEqualTo(plain.height());
    assertThat(turned.height()).isEqualTo(plain.width());
    assertThat(turned.rgb()).startsWith(expected);
  }

  @Test
  void saysHowWidePixelsThatAreNotSquareAreShown() throws Exception {
    RgbPicture picture = pictures("traps/sar.mp4", 1).get(0);

    assertThat(picture.width()).isEqualTo(320);
    assertThat(picture.displayedWidth()).isEqualTo(Math.round(320 * 64 / 45.0));
    assertThat(picture.displayedHeight()).isEqualTo(240);
  }

  @Test
  void followsAChangeOfSize() throws Exception {
    List<String> sizes =
        pictures("traps/reschange.ts", 2).stream()
            .map(each -> each.width() + "x" + each.height())
            .distinct()
            .toList();

    assertThat(sizes).containsExactly("320x240", "640x480");
  }

  @ParameterizedTest(name = "frame {0}")
  @CsvSource({"6", "12", "20", "31"})
  void showsOneMomentOfAnInterlacedFrame(int frame) throws Exception {
    // each of its frames has the lines of two of base.mp4's, which come first and second
    RgbPicture shown = pictures("traps/inter.ts", 12.5).get(frame);
    List<RgbPicture> source = pictures("traps/base.mp4", 25);
    double toFirst = distance(shown, source.get(2 * frame));
    double toSecond = distance(shown, source.get(2 * frame + 1));

    assertThat(toFirst).isLessThan(0.85 * toSecond);
  }

  @Test
  void showsAnInterlacedFrameAlikeWhateverIsSampledBesideIt() throws Exception {
    List<RgbPicture> all = pictures("traps/inter.ts", 12.5);
    List<RgbPicture> some = pictures("traps/inter.ts", 2.5);
    assertThat(some).hasSizeGreaterThan(5);
    for (int i = 0; i < some.size(); i++) {
      assertThat(some.get(i).rgb()).as("sample %d", i).isEqualTo(all.get(5 * i).rgb());
    }
  }

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"63,35", "64,37", "101,64"})
  void takesOddSizes(int width, int height, @TempDir Path folder) throws Exception {
    TestClip clip = TestClip.of(width, height, 5, 1).codec("ffv1").picture(Painter.still(4));
    RgbPicture picture =
        recorded(clip.write(folder.resolve("odd.mkv")).toString(), 1).pictures.get(0);

    assertThat(picture.width()).isEqualTo(width);
    assertThat(picture.height()).isEqualTo(height);
    byte[] luma = new byte[width * height];
    Painter.still(4).paint(0, 0, luma, width, height);
    for (int i = 0; i < luma.length; i++) {
      int expected = luma[i] & 0xff;
      assertThat(picture.rgb()[3 * i + 1] & 0xff).isBetween(expected - 2, expected + 2);
    }
  }

  @Test
  void bringsTenBitsDownToEight() throws Exception {
    RgbPicture picture = pictures("h265_10bits.mp4", 2).get(0);

    int[] levels = new int[256];
    for (int i = 0; i < picture.width() * picture.height() * 3; i++) {
      levels[picture.rgb()[i] & 0xff]++;
    }
    // ten bits taken for eight would wrap round, or leave all but black
    assertThat(Arrays.stream(levels).filter(count -> count > 0).count()).isGreaterThan(100);
  }

  private static List<RgbPicture> pictures(String file, double framesPerSecond) throws Exception {
    return recorded(SharedFiles.require("videos/" + file).toString(), framesPerSecond).pictures;
  }

  private static Recording recorded(String location, double framesPerSecond) throws Exception {
    Recording recording = new Recording(true);
    new MediaPass(PassOptions.DEFAULT).run(location, framesPerSecond, recording);
    return recording;
  }

  /** Mean absolute difference of all values. */
  private static double distance(RgbPicture a, RgbPicture b) {
    long sum = 0;
    int values = a.width() * a.height() * 3;
    for (int i = 0; i < values; i++) {
      sum += Math.abs((a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff));
    }
    return (double) sum / values;
  }
}

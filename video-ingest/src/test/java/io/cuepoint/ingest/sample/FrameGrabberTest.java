package io.cuepoint.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.testclips.SharedFiles;
import io.cuepoint.ingest.testclips.Sound;
import io.cuepoint.ingest.testclips.TestClip;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameGrabberTest {
  private static final int ANY_WIDTH = 100_000;

  private final FrameGrabber grabber = new FrameGrabber(PassOptions.DEFAULT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base.mp4",
        "bframes.avi",
        "concat_reset.ts",
        "editlist_cut.mp4",
        "gap.mp4",
        "neg.mkv",
        "offset2.5.mkv",
        "opengop_h264.mp4",
        "opengop_hevc.mp4",
        "raw.h264",
        "reschange.ts",
        "rot90.mp4",
        "wrap.ts",
        "intrarefresh50.ts",
        "inter.ts"
      })
  void fetchesTheFrameThatAPassSamples(String file) throws Exception {
    String location = SharedFiles.require("videos/traps/" + file).toString();
    Recording recording = new Recording(true);
    new MediaPass(PassOptions.DEFAULT).run(location, 0.7, recording);
    assertThat(recording.samples).isNotEmpty();

    for (int i = 0; i < recording.samples.size(); i++) {
      RgbPicture expected = recording.pictures.get(i);
      RgbPicture found =
          grabber.frameAt(location, recording.samples.get(i).target(), ANY_WIDTH).orElseThrow();

      assertThat(found.width()).isEqualTo(expected.width());
      assertThat(Arrays.equals(found.rgb(), expected.rgb()))
          .as("%s", recording.samples.get(i))
          .isTrue();
    }
  }

  @Test
  void givesTheFirstFrameBeforeItAndTheLastAfterTheEnd(@TempDir Path folder) throws Exception {
    String clip = TestClip.of(160, 90, 25, 2).write(folder.resolve("a.mp4")).toString();

    assertThat(grabber.frameAt(clip, MediaTime.ofSeconds(-3), 80).orElseThrow().rgb())
        .isEqualTo(grabber.frameAt(clip, MediaTime.ZERO, 80).orElseThrow().rgb());
    assertThat(grabber.frameAt(clip, MediaTime.ofSeconds(99), 80).orElseThrow().rgb())
        .isEqualTo(grabber.frameAt(clip, MediaTime.ofSeconds(1.97), 80).orElseThrow().rgb());
  }

  @Test
  void scalesDownToTheWidthThatIsAskedFor(@TempDir Path folder) throws Exception {
    String clip = TestClip.of(320, 180, 25, 1).write(folder.resolve("a.mp4")).toString();

    RgbPicture picture = grabber.frameAt(clip, MediaTime.ZERO, 100).orElseThrow();

    assertThat(picture.displayedWidth()).isEqualTo(100);
    assertThat(picture.displayedHeight()).isEqualTo(56);
    assertThat(grabber.frameAt(clip, MediaTime.ZERO, 4000).orElseThrow().width()).isEqualTo(320);
  }

  @Test
  void hasNothingForSoundAlone(@TempDir Path folder) throws Exception {
    String sound =
        TestClip.of(2, 2, 1, 1)
            .noPicture()
            .sound(Sound.silence())
            .write(folder.resolve("a.m4a"))
            .toString();

    assertThat(grabber.frameAt(sound, MediaTime.ZERO, 100)).isEmpty();
  }
}

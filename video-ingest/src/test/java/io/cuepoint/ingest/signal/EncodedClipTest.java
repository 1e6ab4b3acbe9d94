package io.cuepoint.ingest.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.Sound;
import io.cuepoint.ingest.testclips.TestClip;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an encoded file through FFmpeg to the events. */
class EncodedClipTest {
  @TempDir Path folder;

  @Test
  void findsWhatIsInAFile() throws Exception {
    Painter flash =
        (seconds, frame, luma, width, height) -> {
          Painter.moving(2).paint(seconds, frame, luma, width, height);
          if (frame == 225 || frame == 226) {
            Arrays.fill(luma, (byte) 255);
          }
        };
    Painter fading =
        (seconds, frame, luma, width, height) -> {
          flash.paint(seconds, frame, luma, width, height);
          double light = Math.max(0, Math.min(1, 12 - seconds));
          for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) ((luma[i] & 0xFF) * light);
          }
        };
    Painter picture = Painter.moving(1).until(6, fading);
    Sound sound =
        Sound.tone(440, 0.05)
            .until(4, Sound.silence())
            .until(7, Sound.tone(440, 0.05))
            .until(10, Sound.tone(1000, 0.5))
            .until(11.5, Sound.tone(440, 0.05));
    Path file = folder.resolve("clip.mp4");
    TestClip.of(320, 180, 25, 14).picture(picture).sound(sound).stereo().write(file);

    List<EventLocalized> found = Watching.file(file);

    assertFound(found, "cut", 5.96, 6.0, 0.001);
    assertFound(found, "flash", 9.0, 9.08, 0.001);
    assertFound(found, "fade", 11.0, 12.0, 0.15);
    assertFound(found, "black", 12.0, 14.0, 0.15);
    assertFound(found, "silence", 4.0, 7.0, 0.1);
    assertFound(found, "loud", 10.0, 11.5, 0.2);
    assertThat(found).hasSize(6);
  }

  private static void assertFound(
      List<EventLocalized> found, String label, double start, double end, double tolerance) {
    List<EventLocalized> of = found.stream().filter(e -> e.label().equals(label)).toList();
    assertThat(of).as(label).hasSize(1);
    assertThat(of.get(0).span().start().toDouble()).isEqualTo(start, within(tolerance));
    assertThat(of.get(0).span().end().toDouble()).isEqualTo(end, within(tolerance));
  }
}

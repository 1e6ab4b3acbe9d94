package io.cuepoint.api.e2e;

import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.Sound;
import io.cuepoint.ingest.testclips.TestClip;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A generated video of 16 s with one hard cut at 5 s, black from 9 to 11 s, silence from 3 s to 7
 * s.
 */
final class EditedClip {
  private EditedClip() {}

  static Path write(Path file) throws IOException {
    Painter shots =
        Painter.moving(1)
            .until(5, Painter.moving(9))
            .until(9, Painter.level(second -> 2))
            .until(11, Painter.moving(4));
    Sound sound = Sound.tone(440, 0.2).until(3, Sound.silence()).until(7, Sound.tone(300, 0.2));
    return TestClip.of(320, 180, 25, 16).picture(shots).sound(sound).write(file);
  }
}

package io.cuepoint.api.page;

import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.Sound;
import io.cuepoint.ingest.testclips.TestClip;
import java.nio.file.Files;
import java.nio.file.Path;

/** A film of eight seconds: a cut at 3 s, black from 5 to 6.5 s, with sound up to 5 s. */
final class PageFilm {
  /** When it goes black, in seconds. */
  static final double BLACK = 5;

  private PageFilm() {}

  /** The film of this name, written unless it is there. */
  static Path in(Path folder, String name, long seed) throws Exception {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      return file;
    }
    return TestClip.of(320, 180, 25, 8)
        .picture(
            Painter.still(seed)
                .until(3, Painter.still(seed + 100).until(BLACK, blackUntil(6.5, seed + 200))))
        .sound(Sound.tone(440, 0.2).until(BLACK, Sound.silence()))
        .write(file);
  }

  private static Painter blackUntil(double end, long seed) {
    return Painter.level(s -> 0).until(end, Painter.still(seed));
  }
}

package io.cuepoint.ingest.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.EventLocalized;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slow dissolves between shots of a slowly moving camera, of seeds 1 to 6. */
class LongDissolveTest {
  private static final double[] SECONDS = {1, 4, 5};

  @Test
  void areFoundOnceEachWithTheirBounds() {
    Score score = new Score("dissolve", 0.35, 0.35);
    for (double seconds : SECONDS) {
      for (long seed = 1; seed <= 6; seed++) {
        Film film = new Film(seed, 25, false, 80);
        film.play(8).dissolve(seconds).play(9).cut().play(7).dissolve(seconds).play(9);
        List<EventLocalized> found = Detecting.inPictures(film::show);
        score.add("%s s, seed %d".formatted(seconds, seed), film.truths(), found);
        assertThat(found).extracting(EventLocalized::label).doesNotContain("motion");
      }
    }
    assertThat(score.truths()).isEqualTo(36);
    assertThat(score.f1()).as(score::toString).isGreaterThanOrEqualTo(0.95);
  }
}

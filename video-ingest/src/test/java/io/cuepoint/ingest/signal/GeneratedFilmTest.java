package io.cuepoint.ingest.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.EventLocalized;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every detector of pictures against films with known truth; replay one with {@code -Dseed=}. */
class GeneratedFilmTest {
  private static final int FILMS = 12;
  private static final double[] RATES = {10, 15, 23.976, 25, 29.97, 50};

  @Test
  void findsEveryKindOfEventAtItsPlace() {
    Map<String, Score> scores = new LinkedHashMap<>();
    scores.put("cut", new Score("cut", 0, 0));
    scores.put("fade", new Score("fade", 0.15, 0.15));
    scores.put("dissolve", new Score("dissolve", 0.2, 0.2));
    scores.put("flash", new Score("flash", 0, 0));
    scores.put("black", new Score("black", 0.15, 0));
    scores.put("freeze", new Score("freeze", 0.15, 0));
    scores.put("motion", new Score("motion", 0.3, 0));
    Long seed = Long.getLong("seed");
    for (long each = seed == null ? 1 : seed; each <= (seed == null ? FILMS : seed); each++) {
      Film film = film(each);
      List<EventLocalized> found = Detecting.inPictures(film::show);
      String where = "seed " + each;
      scores.values().forEach(score -> score.add(where, film.truths(), found));
    }
    assertThat(scores.values())
        .allSatisfy(
            score -> {
              assertThat(score.f1()).as(score::toString).isGreaterThanOrEqualTo(0.95);
              assertThat(seed != null || score.truths() >= 10).as(score::toString).isTrue();
            });
  }

  private static Film film(long seed) {
    double rate = RATES[(int) (seed % RATES.length)];
    Film film = new Film(seed, rate, seed % 4 == 3 && rate > 20, 80);
    Random random = film.random();
    film.play(1 + random.nextDouble());
    while (film.clock() < 60) {
      happen(film, random, rate);
      if (random.nextInt(4) == 0) {
        // what moves on after a freeze would rightly be a burst
        film.freeze(2.3 + random.nextDouble()).cut().play(1);
      }
      switch (random.nextInt(4)) {
        case 0, 1 -> film.cut();
        case 2 -> film.dissolve(0.6 + 1.2 * random.nextDouble());
        default -> {
          film.fadeOut(0.5 + random.nextDouble());
          film.black(0.5 + random.nextDouble());
          film.fadeIn(0.5 + random.nextDouble());
        }
      }
      film.play(1 + random.nextDouble());
    }
    return film.play(2);
  }

  private static void happen(Film film, Random random, double rate) {
    switch (random.nextInt(3)) {
      case 0 -> film.flash(1.5 / rate + 0.05 * random.nextDouble()).play(1);
      case 1 -> film.play(2.5).burst(0.8 + 1.2 * random.nextDouble()).play(1.5);
      default -> film.play(random.nextDouble());
    }
  }
}

package io.cuepoint.ingest.signal;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.sample.GreyFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A generated film with its truth: shots of random scenery joined by every transition. */
final class Film {
  static final int WIDTH = 160;
  static final int HEIGHT = 90;

  private final Random random;
  private final List<Long> times = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Truth> truths = new ArrayList<>();
  private double clock;
  private Scenery scenery;

  /**
   * An empty film.
   *
   * @param framesPerSecond of its frames
   * @param uneven whether frames come up to 40 % early and some are left out
   */
  Film(long seed, double framesPerSecond, boolean uneven, double atMostSeconds) {
    random = new Random(seed);
    scenery = new Scenery(random);
    for (int i = 0; i < atMostSeconds * framesPerSecond; i++) {
      double early = uneven && i > 0 ? 0.4 * random.nextDouble() : 0;
      if (!uneven || random.nextInt(10) > 0) {
        times.add(Math.round((i - early) / framesPerSecond * 1e6));
      }
    }
  }

  Random random() {
    return random;
  }

  double clock() {
    return clock;
  }

  List<Truth> truths() {
    return truths;
  }

  Film play(double seconds) {
    return part(seconds, Effect.NONE, scenery);
  }

  /** A film without a transition before it starts here. */
  Film cut() {
    scenery = scenery.another(random);
    truths.add(new Truth("cut", TimeSpan.ofMicros(frameBefore(clock), frameAt(clock))));
    return this;
  }

  Film fadeOut(double seconds) {
    truths.add(truth("fade", clock, clock + seconds));
    return part(seconds, Effect.FADE_OUT, scenery);
  }

  Film fadeIn(double seconds) {
    scenery = scenery.another(random);
    truths.add(truth("fade", clock, clock + seconds));
    return part(seconds, Effect.FADE_IN, scenery);
  }

  Film black(double seconds) {
    truths.add(new Truth("black", TimeSpan.ofMicros(frameAt(clock), frameAt(clock + seconds))));
    return part(seconds, Effect.BLACK, scenery);
  }

  Film dissolve(double seconds) {
    Scenery old = scenery;
    scenery = scenery.another(random);
    truths.add(truth("dissolve", clock, clock + seconds));
    parts.add(new Part(clock, clock + seconds, Effect.DISSOLVE, scenery, old));
    clock += seconds;
    return this;
  }

  /** At least one frame of it is seen. */
  Film flash(double seconds) {
    long first = frameAt(clock);
    long after = frameAt(first / 1e6 + seconds);
    truths.add(new Truth("flash", TimeSpan.ofMicros(first, after)));
    return part((after - 1) / 1e6 - clock, Effect.FLASH, scenery);
  }

  Film freeze(double seconds) {
    truths.add(new Truth("freeze", TimeSpan.ofMicros(frameAt(clock), frameAt(clock + seconds))));
    return part(seconds, Effect.FREEZE, scenery);
  }

  /** Something large runs through the picture. */
  Film burst(double seconds) {
    truths.add(truth("motion", clock, clock + seconds));
    return part(seconds, Effect.BURST, scenery);
  }

  void show(Consumer<GreyFrame> sink) {
    byte[] luma = new byte[WIDTH * HEIGHT];
    int part = 0;
    for (int i = 0; i < times.size() && times.get(i) < clock * 1e6; i++) {
      long time = times.get(i);
      while (part < parts.size() - 1 && time >= parts.get(part).end() * 1e6) {
        part++;
      }
      parts.get(part).draw(time / 1e6, luma);
      long end = i + 1 < times.size() ? times.get(i + 1) : time;
      sink.accept(
          new GreyFrame(MediaTime.ofMicros(time), MediaTime.ofMicros(end), WIDTH, HEIGHT, luma));
    }
  }

  private Film part(double seconds, Effect effect, Scenery of) {
    parts.add(new Part(clock, clock + seconds, effect, of, of));
    clock += seconds;
    return this;
  }

  private static Truth truth(String label, double start, double end) {
    return new Truth(label, TimeSpan.ofSeconds(start, end));
  }

  private long frameAt(double seconds) {
    return times.stream().filter(t -> t >= seconds * 1e6).findFirst().orElseThrow();
  }

  private long frameBefore(double seconds) {
    long last = 0;
    for (long time : times) {
      if (time < seconds * 1e6) {
        last = time;
      }
    }
    return last;
  }

  /** What is done to the scenery. */
  private enum Effect {
    NONE,
    FADE_OUT,
    FADE_IN,
    BLACK,
    DISSOLVE,
    FLASH,
    FREEZE,
    BURST
  }

  /** A stretch of the film. */
  private record Part(double start, double end, Effect effect, Scenery scenery, Scenery old) {
    void draw(double time, byte[] luma) {
      double share = (time - start) / (end - start);
      double since = time - start;
      switch (effect) {
        case NONE -> scenery.draw(time, 1, 0, luma);
        case FADE_OUT -> scenery.draw(time, 1 - share, 0, luma);
        case FADE_IN -> scenery.draw(time, share, 0, luma);
        case BLACK -> scenery.draw(time, 0, 0, luma);
        case FLASH -> scenery.draw(time, 1, 110, luma);
        case FREEZE -> scenery.drawStill(start, luma);
        case BURST -> scenery.drawBlob(time, since, luma);
        case DISSOLVE -> Scenery.mix(old, scenery, time, share, luma);
      }
    }
  }
}

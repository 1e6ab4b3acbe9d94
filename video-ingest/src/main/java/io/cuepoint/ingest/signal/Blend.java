package io.cuepoint.ingest.signal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Pictures as mixtures of two others: {@code M = a A + (1 - a) B}, by least squares. */
final class Blend {
  private final LumaGrid from;
  private final LumaGrid to;
  private final float[] direction = new float[LumaGrid.CELLS];
  private double squares;
  private double share;
  private double residual;
  private double at90;
  private double at10;

  private Blend(LumaGrid from, LumaGrid to) {
    this.from = from;
    this.to = to;
  }

  static Blend between(LumaGrid from, LumaGrid to) {
    Blend blend = new Blend(from, to);
    for (int i = 0; i < LumaGrid.CELLS; i++) {
      float d = from.cells()[i] - to.cells()[i];
      blend.direction[i] = d;
      blend.squares += d * d;
    }
    return blend;
  }

  /** Notes {@code now}, which may be none, or gives what was noted. */
  static @Nullable Blend remember(Memo memo, @Nullable Blend now) throws IOException {
    if (!memo.flag(now != null)) {
      return null;
    }
    LumaGrid from = LumaGrid.remember(memo, now == null ? null : now.from);
    LumaGrid to = LumaGrid.remember(memo, now == null ? null : now.to);
    Blend blend = now == null ? between(from, to) : now;
    blend.at90 = memo.real(blend.at90);
    blend.at10 = memo.real(blend.at10);
    return blend;
  }

  LumaGrid from() {
    return from;
  }

  LumaGrid to() {
    return to;
  }

  /** How far A and B differ: sum of squares over the cells. */
  double strength() {
    return squares;
  }

  void fit(LumaGrid mixed) {
    float[] cells = mixed.cells();
    double product = 0;
    double own = 0;
    for (int i = 0; i < LumaGrid.CELLS; i++) {
      float m = cells[i] - to.cells()[i];
      product += m * direction[i];
      own += m * m;
    }
    share = product / squares;
    residual = Math.sqrt(Math.max(0, own - share * product) / squares);
  }

  /** The share of A in the picture fitted last. */
  double share() {
    return share;
  }

  /** What the mixture leaves unexplained, relative to the difference of A and B. */
  double residual() {
    return residual;
  }

  /**
   * Whether the pictures between them go over from A to B little by little; finds the bounds.
   *
   * @param greatest residual of any of them
   */
  boolean fitAll(History history, long first, long last, double greatest) {
    double before = 1;
    double timeBefore = from.micros();
    at90 = timeBefore;
    at10 = to.micros();
    boolean under10 = false;
    for (long i = first + 1; i <= last; i++) {
      LumaGrid picture = history.get(i);
      fit(picture);
      boolean gradual = before - share < 0.4 && share - before < 0.1;
      // a flat picture on the way: two fades, no dissolve
      if (picture.flat() || !gradual || residual > greatest) {
        return false;
      }
      double time = picture.micros();
      double step = Math.max(1e-9, before - share);
      if (before >= 0.9 && share < 0.9) {
        at90 = timeBefore + (before - 0.9) / step * (time - timeBefore);
      }
      if (!under10 && before >= 0.1 && share < 0.1) {
        at10 = timeBefore + (before - 0.1) / step * (time - timeBefore);
        under10 = true;
      }
      before = share;
      timeBefore = time;
    }
    return at10 > at90;
  }

  /** When B begins to show, in microseconds. */
  long start() {
    return Math.round(at90 - (at10 - at90) / 8);
  }

  /** When A is gone, in microseconds. */
  long end() {
    return Math.round(at10 + (at10 - at90) / 8);
  }
}

package io.cuepoint.ingest.signal;

import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.sample.LostPlaceException;

/**
 * Compares pictures that come again with those that were looked at: a pass that was resumed is the
 * same as one that was never broken off only where the last pictures before the break look the
 * same.
 */
final class Recognition {
  private final History history;
  private final LumaMeter meter = new LumaMeter();
  private final long last;
  private final long leastStep;
  private long recognised = -1;

  /**
   * @param history of a pass that was broken off; its pictures must come again, up to the last
   * @param leastStep microseconds within which a further picture was passed over
   */
  Recognition(History history, long leastStep) {
    this.history = history;
    this.last = history.last();
    this.leastStep = leastStep;
  }

  /**
   * Whether {@code frame} was looked at before the break.
   *
   * @throws LostPlaceException when it looked otherwise, or when others came
   */
  boolean knows(GreyFrame frame) throws LostPlaceException {
    if (last < 0) {
      return false;
    }
    long time = frame.time().micros();
    if (time > history.get(last).micros()) {
      check(recognised == last, frame, "the last one before the break did not come again");
      return false;
    }
    if (time < history.get(Math.max(0, history.first())).micros()) {
      return true;
    }
    long index = history.indexAt(time);
    LumaGrid known = history.get(index);
    if (known.micros() == time) {
      check(known.shows(meter.measure(frame)), frame, "it looks otherwise than before");
      check(recognised < 0 || index == recognised + 1, frame, "one before it is missing");
      recognised = index;
    } else {
      check(time - known.micros() < leastStep, frame, "it did not come before");
    }
    return true;
  }

  private static void check(boolean holds, GreyFrame frame, String otherwise)
      throws LostPlaceException {
    if (!holds) {
      throw new LostPlaceException("picture at " + frame.time() + ": " + otherwise);
    }
  }
}

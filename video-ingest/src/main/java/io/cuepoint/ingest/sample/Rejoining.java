package io.cuepoint.ingest.sample;

import io.cuepoint.contract.MediaTime;
import java.io.UncheckedIOException;

/**
 * The stretch that a resumed pass decodes a second time: from the first frame that is wanted until
 * the last one that was shown before the break. Its frames may be wanted once more, but nothing is
 * counted or noted of them.
 */
final class Rejoining {
  private final long from;
  private final long last;
  private final Damage damage = new Damage(new PassWarnings());

  /**
   * @param from the first target, in microseconds of the video's clock
   * @param last time of the last frame that was shown
   */
  Rejoining(long from, long last) {
    this.from = from;
    this.last = last;
  }

  /** Which frames are damaged here. */
  Damage damage() {
    return damage;
  }

  /** Whether the frame at {@code time} is to be compared with what was seen. */
  boolean compares(long time) {
    return time >= from;
  }

  /** What ends a pass that cannot go on; {@link MediaPass#resume} throws its cause. */
  static UncheckedIOException lost(String reason) {
    return new UncheckedIOException(new LostPlaceException(reason));
  }

  /** Whether the frame at {@code time} is the last of the stretch. */
  boolean endsWith(long time) {
    if (time > last) {
      throw lost(
          "a frame at %s comes (expected: the last one before the break, at %s)"
              .formatted(MediaTime.ofMicros(time), MediaTime.ofMicros(last)));
    }
    return time == last;
  }
}

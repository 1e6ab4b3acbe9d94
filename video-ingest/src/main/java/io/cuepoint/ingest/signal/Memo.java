package io.cuepoint.ingest.signal;

import io.cuepoint.contract.MediaTime;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One walk over all that detectors know, value by value: it either notes each value and gives it
 * back, or gives the one that was noted in its place. The same walk serves both, so that what is
 * noted and what is taken back cannot differ.
 */
interface Memo {
  long whole(long now) throws IOException;

  double real(double now) throws IOException;

  boolean flag(boolean now) throws IOException;

  /** A whole number from 0 to {@code most}; anything else was not noted by this version. */
  default int count(int now, int most) throws IOException {
    long noted = whole(now);
    if (noted < 0 || noted > most) {
      throw new IOException("noted: %d (expected: 0 to %d)".formatted(noted, most));
    }
    return (int) noted;
  }

  /** A single-precision number, bit by bit. */
  default float single(float now) throws IOException {
    return (float) real(now);
  }

  default MediaTime time(MediaTime now) throws IOException {
    return MediaTime.ofMicros(whole(now.micros()));
  }

  default @Nullable MediaTime timeIfAny(@Nullable MediaTime now) throws IOException {
    return flag(now != null) ? time(now == null ? MediaTime.ZERO : now) : null;
  }

  default void reals(double[] now) throws IOException {
    for (int i = 0; i < now.length; i++) {
      now[i] = real(now[i]);
    }
  }
}

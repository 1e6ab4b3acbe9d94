package io.cuepoint.ingest.sample;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Warning;

/**
 * Which frames are damaged: from an error until the next key frame without one, because what lies
 * between is predicted from it.
 */
final class Damage {
  private final PassWarnings warnings;
  private boolean damaged;
  private long since = -1;
  private long frames;
  private boolean open;

  Damage(PassWarnings warnings) {
    this.warnings = warnings;
  }

  /** A packet was lost, so that what comes next is damaged. */
  void packetLost() {
    damaged = true;
  }

  /** Whether frames are damaged now. */
  boolean isOpen() {
    return damaged || open;
  }

  /** Whether the frame at {@code time} (microseconds) is damaged. */
  boolean frame(long time, boolean key, boolean corrupt) {
    if (corrupt) {
      damaged = true;
    } else if (key) {
      damaged = false;
    }
    if (damaged && !open) {
      open = true;
      since = time;
      frames = 0;
    } else if (!damaged) {
      close(time);
    }
    frames++;
    return damaged;
  }

  /** The stretch that is open ends at {@code time}. */
  void close(long time) {
    if (open) {
      open = false;
      warnings.add(
          new Warning(
              "video.damaged",
              frames + " frames may be damaged",
              MediaTime.ofMicros(since),
              MediaTime.ofMicros(Math.max(since, time))));
    }
  }
}

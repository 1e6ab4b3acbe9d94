package io.cuepoint.ingest.clip;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;

/** The windows of a video: window {@code k} is {@code [k * stride, k * stride + length)}. */
record ClipWindows(long lengthMicros, long strideMicros) {
  static ClipWindows of(ClipProperties properties) {
    long length = properties.window().toNanos() / 1000;
    return new ClipWindows(length, length - properties.overlap().toNanos() / 1000);
  }

  TimeSpan window(int index) {
    long start = Math.multiplyExact(strideMicros, index);
    return TimeSpan.ofMicros(start, start + lengthMicros);
  }

  /** The last window that has begun at {@code time}; 0 at the least. */
  int lastBegunAt(MediaTime time) {
    return (int) Math.max(0, Math.floorDiv(time.micros(), strideMicros));
  }
}

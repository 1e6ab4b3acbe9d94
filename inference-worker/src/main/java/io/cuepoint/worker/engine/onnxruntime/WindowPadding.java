package io.cuepoint.worker.engine.onnxruntime;

import io.cuepoint.worker.engine.WindowLayout;
import java.nio.ByteBuffer;

/** Windows brought to one length. */
final class WindowPadding {
  private final long[] pad;
  private final long[] unpad;
  private final ByteBuffer mask;

  private WindowPadding(long[] pad, long[] unpad, ByteBuffer mask) {
    this.pad = pad;
    this.unpad = unpad;
    this.mask = mask;
  }

  static WindowPadding of(WindowLayout layout, int steps) {
    int longest = layout.largest();
    int places = steps * layout.windows().size() * longest;
    long[] pad = new long[places];
    long[] unpad = new long[steps * layout.patches()];
    ByteBuffer mask = Tensors.direct(places);
    int place = 0;
    int patch = 0;
    for (int step = 0; step < steps; step++) {
      for (int length : layout.windows()) {
        for (int i = 0; i < length; i++, patch++) {
          pad[place + i] = patch;
          unpad[patch] = (long) place + i;
          mask.put(place + i, (byte) 1);
        }
        place += longest;
      }
    }
    return new WindowPadding(pad, unpad, mask);
  }

  /** The patch at each place of each window, {@code [W * A]}; patch 0 where there is none. */
  long[] pad() {
    return pad;
  }

  /** The place of each patch, {@code [N]}. */
  long[] unpad() {
    return unpad;
  }

  /** 1 where a place holds a patch, {@code [W, A]} bytes. */
  ByteBuffer mask() {
    return mask;
  }
}

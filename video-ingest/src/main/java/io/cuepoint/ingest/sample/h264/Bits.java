package io.cuepoint.ingest.sample.h264;

/** The bits of a NAL unit after its header byte, without emulation prevention (H.264, 7.3.1). */
final class Bits {
  private static final int MOST_LEADING_ZEROS = 30;

  private final byte[] bytes;
  private int next = 1;
  private int current;
  private int left;
  private int zeros;

  /**
   * @param unit the unit or its beginning, with its header byte
   */
  Bits(byte[] unit) {
    this.bytes = unit.clone();
  }

  boolean flag() throws UnforeseenException {
    return bit() == 1;
  }

  /** {@code u(count)}: an unsigned number, 31 bits at most. */
  int number(int count) throws UnforeseenException {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** {@code ue(v)}. */
  int unsigned() throws UnforeseenException {
    int leading = 0;
    while (bit() == 0) {
      leading++;
      if (leading > MOST_LEADING_ZEROS) {
        throw new UnforeseenException("no Exp-Golomb code");
      }
    }
    return (1 << leading) - 1 + number(leading);
  }

  /** {@code ue(v)} that must not be greater than {@code most}. */
  int unsigned(int most) throws UnforeseenException {
    int value = unsigned();
    if (value > most) {
      throw new UnforeseenException("%d (expected: <= %d)".formatted(value, most));
    }
    return value;
  }

  /** {@code se(v)}. */
  int signed() throws UnforeseenException {
    int code = unsigned();
    return (code & 1) == 1 ? (code + 1) / 2 : -(code / 2);
  }

  /** How many bytes of the unit hold what was read, and its header byte. */
  int bytesRead() {
    return next;
  }

  private int bit() throws UnforeseenException {
    if (left == 0) {
      current = load();
      if (zeros >= 2 && current == 3) {
        zeros = 0;
        current = load();
      }
      zeros = current == 0 ? zeros + 1 : 0;
      left = 8;
    }
    left--;
    return current >> left & 1;
  }

  private int load() throws UnforeseenException {
    if (next >= bytes.length) {
      throw new UnforeseenException("the unit ends early");
    }
    return bytes[next++] & 0xff;
  }
}

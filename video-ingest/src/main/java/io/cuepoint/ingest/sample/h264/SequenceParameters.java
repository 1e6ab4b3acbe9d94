package io.cuepoint.ingest.sample.h264;

import java.util.Set;

/**
 * What of a sequence parameter set (H.264, 7.3.2.1.1) tells how pictures refer to each other.
 *
 * @param frameNumBits length of {@code frame_num}
 * @param orderBits length of {@code pic_order_cnt_lsb}
 * @param referenceFrames how many may be kept, 1 at least
 * @param coloured whether there is chroma
 */
record SequenceParameters(
    int id, int frameNumBits, int orderBits, int referenceFrames, boolean coloured) {
  private static final int MOST_SETS = 31;
  private static final int MOST_FRAMES = 16;
  private static final Set<Integer> WITH_CHROMA_FORMAT =
      Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);

  static SequenceParameters read(Bits bits) throws UnforeseenException {
    int profile = bits.number(8);
    int unused = bits.number(16);
    int id = bits.unsigned(MOST_SETS);
    int chroma = 1;
    if (WITH_CHROMA_FORMAT.contains(profile)) {
      chroma = bits.unsigned(3);
      if (chroma == 3) {
        require(!bits.flag(), "separate colour planes");
      }
      skipDepths(bits, chroma);
    }
    int frameNumBits = bits.unsigned(12) + 4;
    require(bits.unsigned() == 0, "another way to count pictures than their low bits");
    int orderBits = bits.unsigned(12) + 4;
    int frames = Math.max(1, bits.unsigned(MOST_FRAMES));
    require(!bits.flag(), "gaps in the numbers of frames");
    unused = bits.unsigned();
    unused = bits.unsigned();
    require(bits.flag(), "fields");
    return new SequenceParameters(id, frameNumBits, orderBits, frames, chroma != 0);
  }

  private static void skipDepths(Bits bits, int chroma) throws UnforeseenException {
    int unused = bits.unsigned(6);
    unused = bits.unsigned(6);
    // whether a lossless mode is there
    bits.flag();
    if (bits.flag()) {
      for (int i = 0; i < (chroma == 3 ? 12 : 8); i++) {
        if (bits.flag()) {
          skipScaling(bits, i < 6 ? 16 : 64);
        }
      }
    }
  }

  private static void skipScaling(Bits bits, int size) throws UnforeseenException {
    int last = 8;
    int next = 8;
    for (int i = 0; i < size && next != 0; i++) {
      next = (last + bits.signed()) & 0xff;
      last = next == 0 ? last : next;
    }
  }

  private static void require(boolean condition, String otherwise) throws UnforeseenException {
    if (!condition) {
      throw new UnforeseenException(otherwise);
    }
  }

  /** After the greatest {@code frame_num} comes 0. */
  int frameNumbers() {
    return 1 << frameNumBits;
  }
}

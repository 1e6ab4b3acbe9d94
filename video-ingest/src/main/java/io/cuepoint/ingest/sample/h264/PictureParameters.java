package io.cuepoint.ingest.sample.h264;

/**
 * What of a picture parameter set (H.264, 7.3.2.2) the header of a slice depends on.
 *
 * @param arithmetic whether CABAC is used
 * @param bottomOrder whether headers say the order of the bottom field
 * @param first usual number of references in list 0
 * @param second likewise in list 1
 * @param weighted whether P slices have weights
 * @param bothWeighted whether B slices have weights of their own
 * @param deblocking whether headers have settings of the loop filter
 */
record PictureParameters(
    int id,
    int sequence,
    boolean arithmetic,
    boolean bottomOrder,
    int first,
    int second,
    boolean weighted,
    boolean bothWeighted,
    boolean deblocking) {
  private static final int MOST_SETS = 255;

  static PictureParameters read(Bits bits) throws UnforeseenException {
    int id = bits.unsigned(MOST_SETS);
    int sequence = bits.unsigned(31);
    boolean arithmetic = bits.flag();
    boolean bottomOrder = bits.flag();
    if (bits.unsigned() != 0) {
      throw new UnforeseenException("groups of slices");
    }
    int first = bits.unsigned(SliceHeader.MOST_REFERENCES - 1) + 1;
    int second = bits.unsigned(SliceHeader.MOST_REFERENCES - 1) + 1;
    boolean weighted = bits.flag();
    boolean bothWeighted = bits.number(2) == 1;
    for (int i = 0; i < 3; i++) {
      int unused = bits.signed();
    }
    boolean deblocking = bits.flag();
    // whether intra prediction is from intra blocks alone
    bits.flag();
    if (bits.flag()) {
      throw new UnforeseenException("redundant pictures");
    }
    return new PictureParameters(
        id, sequence, arithmetic, bottomOrder, first, second, weighted, bothWeighted, deblocking);
  }
}

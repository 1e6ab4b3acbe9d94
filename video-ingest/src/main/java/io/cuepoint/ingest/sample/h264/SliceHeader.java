package io.cuepoint.ingest.sample.h264;

import java.util.ArrayList;
import java.util.List;

/**
 * The header of a picture's only slice (H.264, 7.3.3).
 *
 * @param reference whether later pictures may be predicted from this one
 * @param fresh whether it is an IDR picture: nothing before it counts after it
 * @param order low bits of when it is shown
 * @param bottom how much later its bottom field is
 * @param first list 0
 * @param second list 1
 * @param unmarked of {@code frame_num}, backwards: which references are kept no longer
 * @param adaptive whether {@code unmarked} says it; else the oldest goes when there are too many
 * @param bytes of the unit that hold the header
 */
record SliceHeader(
    SequenceParameters sequence,
    boolean reference,
    boolean fresh,
    Kind kind,
    int frameNum,
    int order,
    int bottom,
    Choice first,
    Choice second,
    List<Integer> unmarked,
    boolean adaptive,
    int bytes) {
  static final int MOST_REFERENCES = 32;
  static final int PLAIN_SLICE = 1;
  static final int FRESH_SLICE = 5;

  private static final int MOST_COMMANDS = 66;

  /** Its list or lists of references: none, one, two. */
  enum Kind {
    INTRA,
    ONE_LIST,
    TWO_LISTS
  }

  /**
   * A list of references.
   *
   * @param size how many of it are used
   * @param moves which come first, as differences of numbers, each from the one before
   */
  record Choice(int size, List<Integer> moves) {
    static final Choice NONE = new Choice(0, List.of());

    Choice {
      moves = List.copyOf(moves);
    }
  }

  SliceHeader {
    unmarked = List.copyOf(unmarked);
  }

  /** Of {@code unit}, or of its beginning. */
  static SliceHeader read(byte[] unit, ParameterSets sets) throws UnforeseenException {
    Bits bits = new Bits(unit);
    boolean reference = (unit[0] >> 5 & 3) != 0;
    boolean fresh = (unit[0] & 0x1f) == FRESH_SLICE;
    int unused = bits.unsigned(0);
    Kind kind =
        switch (bits.unsigned(9) % 5) {
          case 0 -> Kind.ONE_LIST;
          case 1 -> Kind.TWO_LISTS;
          case 2 -> Kind.INTRA;
          default -> throw new UnforeseenException("a switching slice");
        };
    PictureParameters picture = sets.picture(bits.unsigned());
    SequenceParameters sequence = sets.sequence(picture);
    int frameNum = bits.number(sequence.frameNumBits());
    if (fresh) {
      unused = bits.unsigned();
    }
    int order = bits.number(sequence.orderBits());
    int bottom = picture.bottomOrder() ? bits.signed() : 0;
    if (kind == Kind.TWO_LISTS) {
      // how direct predictions are made
      bits.flag();
    }
    int firstSize = kind == Kind.INTRA ? 0 : picture.first();
    int secondSize = kind == Kind.TWO_LISTS ? picture.second() : 0;
    if (kind != Kind.INTRA && bits.flag()) {
      firstSize = bits.unsigned(MOST_REFERENCES - 1) + 1;
      secondSize = secondSize == 0 ? 0 : bits.unsigned(MOST_REFERENCES - 1) + 1;
    }
    Choice first = firstSize == 0 ? Choice.NONE : new Choice(firstSize, moves(bits));
    Choice second = secondSize == 0 ? Choice.NONE : new Choice(secondSize, moves(bits));
    boolean weighted = kind == Kind.ONE_LIST ? picture.weighted() : picture.bothWeighted();
    if (kind != Kind.INTRA && weighted) {
      skipWeights(bits, firstSize, secondSize, sequence.coloured());
    }
    List<Integer> unmarked = new ArrayList<>();
    boolean adaptive = reference && marking(bits, fresh, unmarked);
    skipRest(bits, kind, picture);
    return new SliceHeader(
        sequence,
        reference,
        fresh,
        kind,
        frameNum,
        order,
        bottom,
        first,
        second,
        unmarked,
        adaptive,
        bits.bytesRead());
  }

  private static List<Integer> moves(Bits bits) throws UnforeseenException {
    List<Integer> moves = new ArrayList<>();
    if (!bits.flag()) {
      return moves;
    }
    for (int command = bits.unsigned(); command != 3; command = bits.unsigned()) {
      if (command > 1 || moves.size() > MOST_COMMANDS) {
        throw new UnforeseenException("long-term references");
      }
      int distance = bits.unsigned() + 1;
      moves.add(command == 0 ? -distance : distance);
    }
    return moves;
  }

  private static void skipWeights(Bits bits, int first, int second, boolean coloured)
      throws UnforeseenException {
    int unused = bits.unsigned(7);
    if (coloured) {
      unused = bits.unsigned(7);
    }
    for (int i = 0; i < first + second; i++) {
      if (bits.flag()) {
        skipSigned(bits, 2);
      }
      if (coloured && bits.flag()) {
        skipSigned(bits, 4);
      }
    }
  }

  private static void skipSigned(Bits bits, int count) throws UnforeseenException {
    for (int i = 0; i < count; i++) {
      int unused = bits.signed();
    }
  }

  private static boolean marking(Bits bits, boolean fresh, List<Integer> unmarked)
      throws UnforeseenException {
    if (fresh) {
      // whether earlier pictures are shown no more
      bits.flag();
      if (bits.flag()) {
        throw new UnforeseenException("long-term references");
      }
      return false;
    }
    if (!bits.flag()) {
      return false;
    }
    for (int command = bits.unsigned(); command != 0; command = bits.unsigned()) {
      if (command != 1 || unmarked.size() > MOST_COMMANDS) {
        throw new UnforeseenException("long-term references, or numbers that begin anew");
      }
      unmarked.add(bits.unsigned() + 1);
    }
    return true;
  }

  private static void skipRest(Bits bits, Kind kind, PictureParameters picture)
      throws UnforeseenException {
    int unused;
    if (picture.arithmetic() && kind != Kind.INTRA) {
      unused = bits.unsigned(2);
    }
    unused = bits.signed();
    if (picture.deblocking() && bits.unsigned(2) != 1) {
      skipSigned(bits, 2);
    }
  }
}

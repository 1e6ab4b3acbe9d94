package io.cuepoint.ingest.sample.h264;

import java.util.HashMap;
import java.util.Map;

/** The parameter sets that are in force. */
final class ParameterSets {
  static final int SEQUENCE = 7;
  static final int PICTURE = 8;

  private final Map<Integer, SequenceParameters> sequences = new HashMap<>();
  private final Map<Integer, PictureParameters> pictures = new HashMap<>();

  /** Takes a set if {@code unit} is one. */
  void add(byte[] unit) throws UnforeseenException {
    int type = unit.length == 0 ? 0 : unit[0] & 0x1f;
    if (type == SEQUENCE) {
      SequenceParameters set = SequenceParameters.read(new Bits(unit));
      sequences.put(set.id(), set);
    } else if (type == PICTURE) {
      PictureParameters set = PictureParameters.read(new Bits(unit));
      pictures.put(set.id(), set);
    }
  }

  PictureParameters picture(int id) throws UnforeseenException {
    PictureParameters set = pictures.get(id);
    if (set == null) {
      throw new UnforeseenException("no picture parameter set " + id);
    }
    return set;
  }

  SequenceParameters sequence(PictureParameters picture) throws UnforeseenException {
    SequenceParameters set = sequences.get(picture.sequence());
    if (set == null) {
      throw new UnforeseenException("no sequence parameter set " + picture.sequence());
    }
    return set;
  }
}

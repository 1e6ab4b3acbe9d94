package io.cuepoint.worker.checkpoint;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * The bytes of every token that is text. A byte-level vocabulary spells each byte as one printable
 * character: itself where it is one in Latin-1, otherwise the next free one from U+0100 on (GPT-2,
 * {@code bytes_to_unicode} of its encoder). Immutable.
 */
public final class Vocabulary {
  private static final int[] BYTES = bytesByCharacter();

  private final byte[] bytes;
  private final int[] ends;

  private Vocabulary(byte[] bytes, int[] ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  /** Of the tokens' spellings by id; ids that are missing are no text. */
  static Vocabulary of(Map<Integer, String> spellings, int size) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] ends = new int[size];
    for (int id = 0; id < size; id++) {
      String spelling = spellings.getOrDefault(id, "");
      if (spelling.chars().allMatch(c -> c < BYTES.length && BYTES[c] >= 0)) {
        spelling.chars().forEach(c -> bytes.write(BYTES[c]));
      }
      ends[id] = bytes.size();
    }
    return new Vocabulary(bytes.toByteArray(), ends);
  }

  /** One more than the highest id. */
  public int size() {
    return ends.length;
  }

  /** How many bytes a token stands for; 0 when it is no text, such as a control token. */
  public int length(int id) {
    return ends[id] - start(id);
  }

  /** One byte of a token, 0 to 255. */
  public int at(int id, int index) {
    Objects.checkIndex(index, length(id));
    return bytes[start(id) + index] & 0xFF;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Vocabulary vocabulary
            && Arrays.equals(ends, vocabulary.ends)
            && Arrays.equals(bytes, vocabulary.bytes));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ends);
  }

  private int start(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  private static int[] bytesByCharacter() {
    int[] bytes = new int[0x144];
    Arrays.fill(bytes, -1);
    int next = 0x100;
    for (int each = 0; each < 256; each++) {
      boolean printable =
          (each >= '!' && each <= '~') || (each >= 0xA1 && each <= 0xAC) || each >= 0xAE;
      bytes[printable ? each : next++] = each;
    }
    return bytes;
  }
}

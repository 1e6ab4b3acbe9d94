package io.cuepoint.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A shared object in ELF's 64-bit little-endian form (System V ABI, and the GNU extensions for
 * symbol versions in the Linux Standard Base, chapter 10.7).
 */
final class SharedObject {
  private static final int SECTION_DYNSYM = 11;
  private static final int SECTION_VERSYM = 0x6fffffff;
  private static final int SECTION_VERNEED = 0x6ffffffe;
  private static final int SYMBOL_BYTES = 24;
  private static final short ANY_GLOBAL_VERSION = 1;
  private static final short WEAK = 2;

  /** Names that glibc 2.38's headers put in place of the older ones. */
  private static final String RENAMED = "__isoc23_";

  private final byte[] bytes;
  private final ByteBuffer elf;
  private int symbols = -1;
  private int symbolCount;
  private int strings;
  private int symbolVersions = -1;
  private int needs = -1;
  private int needCount;

  private SharedObject(byte[] bytes) throws IOException {
    this.bytes = bytes;
    this.elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 64 || elf.getInt(0) != 0x464c457f || bytes[4] != 2 || bytes[5] != 1) {
      throw new IOException("not a 64-bit little-endian ELF file");
    }
    readSections();
  }

  /**
   * Lets the object load where the C library lacks {@code version}: symbols of it that only renamed
   * an older function ask for that function in any version, and the version itself is no longer
   * required. A symbol that the library truly lacks would then fail at its first call, not before;
   * for {@code strtol} and its kin, all that pgvector takes of 2.38, there is none.
   */
  static byte[] withoutVersion(byte[] object, String version) throws IOException {
    try {
      SharedObject copy = new SharedObject(object.clone());
      copy.renameBack();
      copy.weaken(version);
      return copy.bytes;
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("a damaged ELF file", e);
    }
  }

  private void readSections() {
    int headers = (int) elf.getLong(0x28);
    int size = elf.getShort(0x3a);
    int count = elf.getShort(0x3c);
    for (int i = 0; i < count; i++) {
      int header = headers + i * size;
      int offset = (int) elf.getLong(header + 0x18);
      switch (elf.getInt(header + 4)) {
        case SECTION_DYNSYM -> {
          symbols = offset;
          symbolCount = (int) (elf.getLong(header + 0x20) / SYMBOL_BYTES);
          int stringsHeader = headers + elf.getInt(header + 0x28) * size;
          strings = (int) elf.getLong(stringsHeader + 0x18);
        }
        case SECTION_VERSYM -> symbolVersions = offset;
        case SECTION_VERNEED -> {
          needs = offset;
          needCount = elf.getInt(header + 0x2c);
        }
        default -> {}
      }
    }
  }

  private void renameBack() {
    if (symbols < 0 || symbolVersions < 0) {
      return;
    }
    for (int i = 0; i < symbolCount; i++) {
      int name = strings + elf.getInt(symbols + i * SYMBOL_BYTES);
      String text = text(name);
      if (text.startsWith(RENAMED)) {
        byte[] old = (text.substring(RENAMED.length()) + "\0").getBytes(StandardCharsets.US_ASCII);
        elf.put(name, old);
        elf.putShort(symbolVersions + i * 2, ANY_GLOBAL_VERSION);
      }
    }
  }

  private void weaken(String version) {
    int need = needs;
    for (int i = 0; i < needCount; i++) {
      int entry = need + elf.getInt(need + 8);
      for (int k = 0; k < elf.getShort(need + 2); k++) {
        if (text(strings + elf.getInt(entry + 8)).equals(version)) {
          elf.putShort(entry + 4, (short) (elf.getShort(entry + 4) | WEAK));
        }
        entry += elf.getInt(entry + 12);
      }
      need += elf.getInt(need + 12);
    }
  }

  private String text(int offset) {
    int end = offset;
    while (bytes[end] != 0) {
      end++;
    }
    return new String(bytes, offset, end - offset, StandardCharsets.US_ASCII);
  }
}

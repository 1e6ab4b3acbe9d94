package io.cuepoint.ingest.sample.h264;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BitsTest {
  /** After the header byte: 1, 010, 011, 00100, 00101, and zeros to the end. */
  private static final byte[] CODES = {0x67, (byte) 0b1010_0110, 0b0100_0010, (byte) 0b1000_0000};

  @Test
  void readsExpGolombCodes() throws Exception {
    Bits bits = new Bits(CODES);
    int[] found = new int[5];
    for (int i = 0; i < found.length; i++) {
      found[i] = bits.unsigned();
    }

    assertThat(found).containsExactly(0, 1, 2, 3, 4);
    assertThat(bits.bytesRead()).isEqualTo(4);
  }

  @Test
  void readsSignedCodes() throws Exception {
    Bits bits = new Bits(CODES);
    int[] found = new int[5];
    for (int i = 0; i < found.length; i++) {
      found[i] = bits.signed();
    }

    assertThat(found).containsExactly(0, 1, -1, 2, -2);
  }

  @Test
  void leavesOutWhatKeepsStartCodesAway() throws Exception {
    Bits bits = new Bits(new byte[] {0x67, 0, 0, 3, 1, 0, 0, 3, 3});

    assertThat(bits.number(24)).isEqualTo(1);
    assertThat(bits.number(24)).isEqualTo(3);
    assertThat(bits.bytesRead()).isEqualTo(9);
  }

  @Test
  void refusesAUnitThatEndsEarly() {
    assertThatThrownBy(() -> new Bits(new byte[] {0x67, 0}).unsigned())
        .isInstanceOf(UnforeseenException.class);
    assertThatThrownBy(() -> new Bits(new byte[] {0x67, 0, 0, 0, 0, 0, 0}).unsigned())
        .isInstanceOf(UnforeseenException.class);
  }
}

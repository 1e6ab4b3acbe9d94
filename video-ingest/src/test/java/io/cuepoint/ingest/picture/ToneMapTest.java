package io.cuepoint.ingest.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToneMapTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsGreyGreyAndItsOrder(boolean pq) {
    int last = -1;
    for (int code = 0; code <= 65_535; code += 257) {
      int[] rgb = map(pq ? ToneMap.PQ : ToneMap.HLG, code, code, code);

      assertThat(Math.abs(rgb[0] - rgb[1])).isLessThanOrEqualTo(1);
      assertThat(Math.abs(rgb[2] - rgb[1])).isLessThanOrEqualTo(1);
      assertThat(rgb[1]).isGreaterThanOrEqualTo(last);
      last = rgb[1];
    }
    assertThat(last).isGreaterThanOrEqualTo(254);
  }

  @Test
  void showsBlackAsBlackAndReferenceWhiteBright() {
    // BT.2408: reference white of 203 cd/m2 is 58 % PQ and 75 % HLG
    assertThat(map(ToneMap.PQ, 0, 0, 0)).containsExactly(0, 0, 0);
    assertThat(map(ToneMap.PQ, 38_010, 38_010, 38_010)[1]).isBetween(190, 235);
    assertThat(map(ToneMap.HLG, 49_151, 49_151, 49_151)[1]).isBetween(190, 235);
  }

  @Test
  void takesRedForRed() {
    int[] rgb = map(ToneMap.PQ, 35_000, 12_000, 12_000);

    assertThat(rgb[0]).isGreaterThan(rgb[1] + 80);
    assertThat(rgb[0]).isGreaterThan(rgb[2] + 80);
  }

  private static int[] map(ToneMap map, int red, int green, int blue) {
    byte[] deep = new byte[6];
    int[] values = {red, green, blue};
    for (int i = 0; i < 3; i++) {
      deep[i * 2] = (byte) values[i];
      deep[i * 2 + 1] = (byte) (values[i] >> 8);
    }
    byte[] rgb = new byte[3];
    map.map(deep, 1, rgb);
    return new int[] {rgb[0] & 0xff, rgb[1] & 0xff, rgb[2] & 0xff};
  }
}

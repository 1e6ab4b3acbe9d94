package io.cuepoint.ingest.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
  private static final int ONE = 1 << 16;

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource({
    // a, b, c, d, rotation, "ab/cd/ef" (2 wide, 3 high) turned
    " 1, 0, 0, 1,   0, abcdef",
    " 0, 1,-1, 0,  90, ecafdb",
    "-1, 0, 0,-1, 180, fedcba",
    " 0,-1, 1, 0, 270, bdface",
    "-1, 0, 0, 1,   0, badcfe",
    " 1, 0, 0,-1, 180, efcdab",
  })
  void turnsAsTheDisplayMatrixSays(int a, int b, int c, int d, int rotation, String expected) {
    int[] matrix = {a * ONE, b * ONE, 0, c * ONE, d * ONE, 0, 0, 0, 1 << 30};
    Orientation orientation = Orientation.of(matrix);
    byte[] turned = new byte[6];

    orientation.turn("abcdef".getBytes(StandardCharsets.US_ASCII), 2, 3, 1, turned);

    assertThat(new String(turned, StandardCharsets.US_ASCII)).isEqualTo(expected);
    assertThat(orientation.rotation()).isEqualTo(rotation);
  }
}

package io.cuepoint.ingest.sample.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactSkippingTest {
  private static final String HVCC_UNTIL_LAYERS = "01" + "00".repeat(20);

  @ParameterizedTest(name = "byte {0}: one layer {1}")
  @CsvSource({"0f, true", "0b, true", "17, false", "1f, false", "03, false"})
  void readsTheLayersOfAnHvccRecord(String layers, boolean one) {
    assertThat(ExactSkipping.hasOneLayer(bytes(HVCC_UNTIL_LAYERS + layers + "00"))).isEqualTo(one);
  }

  @ParameterizedTest(name = "{0}: one layer {1}")
  @CsvSource({
    "000000014001ffff 0000000142010101ff, true",
    "000000014001ffff 0000000142010301ff, false",
    "000001420101ff 00000142010501ff, false",
    "000000014001ffffffffff, false"
  })
  void readsTheLayersOfSequenceParameterSets(String units, boolean one) {
    assertThat(ExactSkipping.hasOneLayer(bytes(units.replace(" ", "")))).isEqualTo(one);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}

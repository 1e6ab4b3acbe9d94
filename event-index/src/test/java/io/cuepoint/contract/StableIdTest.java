package io.cuepoint.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StableIdTest {
  @Test
  void staysTheSameForEver() {
    assertThat(StableId.of("cut", 12)).hasToString("1a5f8a47-d4c2-8a22-9342-2e5555ed901c");
  }

  @Test
  void tellsPartsApart() {
    assertThat(StableId.of("ab", "c")).isNotEqualTo(StableId.of("a", "bc"));
  }

  @Test
  void isAVersion8Uuid() {
    assertThat(StableId.of("x").version()).isEqualTo(8);
    assertThat(StableId.of("x").variant()).isEqualTo(2);
  }
}

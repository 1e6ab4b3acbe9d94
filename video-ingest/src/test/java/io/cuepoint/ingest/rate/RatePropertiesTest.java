package io.cuepoint.ingest.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RatePropertiesTest {
  /** As README.md states them. */
  @Test
  void hasTheDocumentedDefaults() {
    assertThat(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("cuepoint.rate", RateProperties.class))
        .isEqualTo(new RateProperties(true, 0.5, 4, 40_000, 0.005, 0.03, 0.25));
  }
}

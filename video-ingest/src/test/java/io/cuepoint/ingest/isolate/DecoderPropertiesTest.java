package io.cuepoint.ingest.isolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class DecoderPropertiesTest {
  /** As README.md states them. */
  @Test
  void hasTheDocumentedDefaults() {
    assertThat(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("cuepoint.decoder", DecoderProperties.class))
        .isEqualTo(
            new DecoderProperties(
                true, DataSize.ofGigabytes(2), Duration.ofSeconds(60), Duration.ofSeconds(30)));
  }

  @Test
  void refusesBoundsInWhichNothingCanBeRead() {
    Duration minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> new DecoderProperties(true, DataSize.ofMegabytes(100), minute, minute))
        .hasMessageContaining("cuepoint.decoder.memory");
    assertThatThrownBy(
            () -> new DecoderProperties(true, DataSize.ofGigabytes(1), Duration.ZERO, minute))
        .hasMessageContaining("cuepoint.decoder.stall");
  }
}

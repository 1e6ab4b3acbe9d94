package io.cuepoint.worker.engine.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EnginePropertiesTest {
  @Test
  void hasTheDocumentedDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new EngineProperties(
                "auto", new EngineProperties.TensorRt(null, List.of(0), 8192, 512, 4096, 0)));
    assertThat(bind(Map.of())).isEqualTo(EngineProperties.of(EngineKind.AUTO));
  }

  @Test
  void takesSeveralGpusInTheirOrder() {
    assertThat(bind(Map.of("cuepoint.tensorrt.device", "2,0")).tensorrt().device())
        .containsExactly(2, 0);
    assertThatThrownBy(() -> bind(Map.of("cuepoint.tensorrt.device", "")))
        .rootCause()
        .hasMessage("cuepoint.tensorrt.device: [] (expected: at least one)");
  }

  @Test
  void refusesAnEngineThatThereIsNot() {
    assertThatThrownBy(() -> bind(Map.of("cuepoint.engine", "cuda")))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cuepoint.engine: cuda (expected: ");
  }

  @ParameterizedTest
  @CsvSource({
    "device, -1, >= 0",
    "positions, 0, 1 to 131072",
    "positions, 131073, 1 to 131072",
    "rows, 0, 1 to 8192",
    "patches, 511, 512 to 16384",
    "batch, -1, 0 to 256",
    "batch, 257, 0 to 256"
  })
  void refusesNumbersThatCannotBe(String name, String value, String expected) {
    assertThatThrownBy(() -> bind(Map.of("cuepoint.tensorrt." + name, value)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cuepoint.tensorrt.%s: %s (expected: %s)".formatted(name, value, expected));
  }

  private static EngineProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("cuepoint", EngineProperties.class);
  }
}

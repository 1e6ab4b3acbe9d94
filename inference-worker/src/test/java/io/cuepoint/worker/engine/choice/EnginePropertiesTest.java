package io.cuepoint.worker.engine.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EnginePropertiesTest {
  @Test
  void hasTheDocumentedDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new EngineProperties("auto", new EngineProperties.TensorRt(null, 0, 8192, 512, 4096)));
    assertThat(bind(Map.of())).isEqualTo(EngineProperties.of(EngineKind.AUTO));
  }

  @Test
  void refusesAnEngineThatThereIsNot() {
    assertThatThrownBy(() -> bind(Map.of("cuepoint.engine", "cuda")))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cuepoint.engine: cuda (expected: ");
  }

  private static EngineProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("cuepoint", EngineProperties.class);
  }
}

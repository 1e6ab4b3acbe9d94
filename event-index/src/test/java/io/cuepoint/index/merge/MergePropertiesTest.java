package io.cuepoint.index.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MergePropertiesTest {
  @Test
  void hasTheDocumentedDefault() {
    Binder binder = new Binder(new MapConfigurationPropertySource(Map.of()));
    assertThat(binder.bindOrCreate("cuepoint.merge", MergeProperties.class).similarity())
        .isEqualTo(0.85);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
  void refusesWhatIsNoCosine(double similarity) {
    assertThatThrownBy(() -> new MergeProperties(similarity))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cuepoint.merge.similarity");
  }
}

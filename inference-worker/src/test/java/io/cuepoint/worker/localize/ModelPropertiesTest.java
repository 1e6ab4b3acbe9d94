package io.cuepoint.worker.localize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.ComputeThreads;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ModelPropertiesTest {
  @Test
  void letsTheMemoryChooseTheWeightsByDefault() {
    assertThat(bind(Map.of()).format()).isEqualTo(WeightFormat.AUTO);
  }

  @ParameterizedTest
  @EnumSource
  void takesEveryFormatByItsLabel(WeightFormat format) {
    assertThat(bind(Map.of("cuepoint.model.weights", format.label())).format()).isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"int5", "fp6", "INT8", ""})
  void refusesOtherWeightsAndNamesThoseThatThereAre(String label) {
    assertThatThrownBy(() -> bind(Map.of("cuepoint.model.weights", label)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cuepoint.model.weights: " + label + " (expected: auto, f32, bf16, int8, fp8 or int4)");
  }

  @Test
  void takesAThreadForEachCoreThatIsNamed() {
    assertThat(bind(Map.of("cuepoint.model.cores", "2-4")).computing())
        .isEqualTo(new ComputeThreads(3, List.of(2, 3, 4)));
    assertThat(bind(Map.of("cuepoint.model.threads", "3")).computing())
        .isEqualTo(ComputeThreads.of(3));
  }

  @Test
  void refusesOtherThreadsThanCores() {
    Map<String, String> properties =
        Map.of("cuepoint.model.cores", "2-4", "cuepoint.model.threads", "2");
    assertThatThrownBy(() -> bind(properties))
        .rootCause()
        .hasMessage("cuepoint.model.threads: 2 (expected: 0 or 3, as there are cores)");
  }

  private static ModelProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("cuepoint.model", ModelProperties.class);
  }
}

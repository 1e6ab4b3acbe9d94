package io.cuepoint.worker.localize;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.demo.DemoModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ModelLoaderTest {
  @TempDir Path home;

  @Test
  void keepsASmallModelExactAndMakesNoWeights() {
    assertThat(weightsInTheProfile("auto")).isEqualTo("f32");
    assertThat(home.resolve("weights")).doesNotExist();
  }

  @Test
  void runsWithTheWeightsThatAreAskedForAndSaysSo() throws IOException {
    assertThat(weightsInTheProfile("int8")).isEqualTo("int8");
    assertThat(kept()).singleElement().asString().contains("-int8-");
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> folders = Files.list(home.resolve("weights"))) {
      return folders.filter(Files::isDirectory).toList();
    }
  }

  private String weightsInTheProfile(String asked) {
    ModelProperties properties =
        new Binder(new MapConfigurationPropertySource(Map.of("cuepoint.model.weights", asked)))
            .bindOrCreate("cuepoint.model", ModelProperties.class);
    ModelLoader loader =
        new ModelLoader(properties, "w", home, new SimpleMeterRegistry(), Clock.systemUTC());
    try (ModelLocalizer localizer = loader.load(DemoModel.unpack(home.resolve("demo")), null)) {
      return String.valueOf(localizer.profile().weights());
    }
  }
}

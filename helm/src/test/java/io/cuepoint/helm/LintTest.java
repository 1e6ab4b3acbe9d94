package io.cuepoint.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.cuepoint.helm.Chart.Example;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.FileSystemUtils;
import org.yaml.snakeyaml.Yaml;

/**
 * {@code helm lint --strict}, which knows only a chart's own values: the example's are put there.
 */
class LintTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void hasNothingToSayAgainstTheChart(Example example) throws IOException {
    Path chart = folder.resolve("cuepoint");
    FileSystemUtils.copyRecursively(Chart.FOLDER, chart);
    Object values = load(chart.resolve("values.yaml"));
    for (Path file : example.files()) {
      values = merge(values, load(file));
    }
    Files.writeString(chart.resolve("values.yaml"), new Yaml().dump(values));
    LintResult result = new Helm(chart).lint().strict().call();
    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    assertThat(result.getMessages())
        .noneMatch(message -> message.contains("[WARNING]") || message.contains("[ERROR]"));
  }

  private static Object load(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Yaml().load(reader);
    }
  }

  /** As Helm does it: maps key by key, all else is replaced. */
  private static Object merge(Object below, Object above) {
    if (below instanceof Map<?, ?> old && above instanceof Map<?, ?> given) {
      Map<Object, Object> merged = new LinkedHashMap<>(old);
      given.forEach(
          (key, value) ->
              merged.put(key, old.containsKey(key) ? merge(old.get(key), value) : value));
      return merged;
    }
    return above;
  }
}

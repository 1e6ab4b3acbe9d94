package io.cuepoint.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.util.FileSystemUtils;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The chart, rendered as {@code helm template} does. helm-java leaves hooks out: rendered is a copy
 * whose hooks are objects like all others, so that they too are looked at.
 */
final class Chart {
  static final Path FOLDER = Path.of("cuepoint").toAbsolutePath();

  private static final Path WITHOUT_HOOKS = withoutHooks();
  private static final Map<Example, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Chart() {}

  /** The example values, each as it is to be used: later files go before earlier ones. */
  enum Example {
    DEFAULTS(""),
    ONE_NODE("one-node"),
    CPU_CLUSTER("cpu-cluster"),
    GPU_CLUSTER("gpu-cluster"),
    GPU_72B("gpu-cluster gpu-72b");

    private final String names;

    Example(String names) {
      this.names = names;
    }

    List<Path> files() {
      return Stream.of(names.split(" "))
          .filter(name -> !name.isEmpty())
          .map(name -> Path.of("examples", name + ".yaml").toAbsolutePath())
          .toList();
    }
  }

  /** The objects of a release named {@code cuepoint} in the namespace {@code video}. */
  static List<JsonNode> render(Example example) {
    return RENDERED.computeIfAbsent(example, each -> render(each, Map.of()));
  }

  /**
   * The same.
   *
   * @param set values that go before the example's, by their path
   */
  static List<JsonNode> render(Example example, Map<String, Object> set) {
    return parse(text(example, set));
  }

  /** What {@code helm template} prints; an exception with its message where it refuses. */
  static String text(Example example, Map<String, Object> set) {
    TemplateCommand command =
        new Helm(WITHOUT_HOOKS)
            .template()
            .withName("cuepoint")
            .withNamespace("video")
            .withKubeVersion("1.33.0");
    example.files().forEach(command::withValuesFile);
    set.forEach(command::set);
    return command.call();
  }

  private static Path withoutHooks() {
    try {
      Path copy = Files.createTempDirectory(Path.of("target"), "chart").resolve("cuepoint");
      FileSystemUtils.copyRecursively(FOLDER, copy);
      try (Stream<Path> files = Files.walk(copy.resolve("templates"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String text = Files.readString(file);
          Files.writeString(file, text.replace("helm.sh/hook", "hook.cuepoint.io/is"));
        }
      }
      return copy.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<JsonNode> objects = new ArrayList<>();
    for (Object each : new Yaml(options).loadAll(text)) {
      if (each != null) {
        objects.add(JSON.valueToTree(each));
      }
    }
    return objects;
  }

  /** All objects of a kind. */
  static List<JsonNode> of(List<JsonNode> objects, String... kinds) {
    List<String> wanted = List.of(kinds);
    return objects.stream().filter(each -> wanted.contains(each.path("kind").asText())).toList();
  }

  static String name(JsonNode object) {
    return object.path("kind").asText() + "/" + object.at("/metadata/name").asText();
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}

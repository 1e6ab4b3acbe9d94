package io.cuepoint.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuepoint.helm.Chart.Example;
import io.cuepoint.helm.Pods.Pod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every variable that the chart sets is a property of the services, and its value one that is
 * taken.
 */
class EnvironmentTest {
  /** Not properties: Java's own, those of the fetching and checking containers, and the test's. */
  private static final Set<String> OTHERS =
      Set.of(
          "JAVA_TOOL_OPTIONS",
          "HOME",
          "MODEL",
          "EXPECTED",
          "API",
          "AWS_REGION",
          "AWS_ENDPOINT_URL",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY");

  private static final ServiceProperties PROPERTIES = ServiceProperties.find();

  @ParameterizedTest
  @EnumSource
  void setsNothingThatNoServiceReads(Example example) {
    for (Pod pod : Pods.of(Chart.render(example))) {
      for (JsonNode container : pod.containers()) {
        for (String name : variables(container).keySet()) {
          if (!OTHERS.contains(name)) {
            assertThat(PROPERTIES.knows(name)).as(pod.owner() + ": " + name).isTrue();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void setsValuesThatTheServicesTake(Example example) {
    for (Pod pod : Pods.of(Chart.render(example))) {
      Map<String, String> variables = variables(pod.main().get(0));
      if (!PROPERTIES.knows("CUEPOINT_S3_REGION")) {
        variables.remove("CUEPOINT_OBJECTS");
      }
      PROPERTIES.bind(variables);
    }
  }

  @Test
  void turnsAPropertyIntoTheVariableThatSetsIt() {
    Map<String, Object> set = Map.of("api.properties.cuepoint\\.upload\\.max-size", "20GB");
    List<JsonNode> objects = Chart.render(Example.DEFAULTS, set);
    Pod api =
        Pods.of(objects).stream()
            .filter(pod -> pod.owner().equals("Deployment/cuepoint-api"))
            .findFirst()
            .orElseThrow();
    assertThat(variables(api.main().get(0))).containsEntry("CUEPOINT_UPLOAD_MAXSIZE", "20GB");
  }

  @Test
  void tellsEveryServiceHowLongItsStartMayWait() {
    for (Pod pod : Pods.of(Chart.render(Example.DEFAULTS, Map.of("startTimeout", "7m")))) {
      if (!pod.runs()) {
        continue;
      }
      Map<String, String> variables = variables(pod.main().get(0));
      assertThat(variables)
          .as(pod.owner())
          .containsEntry("CUEPOINT_KAFKA_STARTTIMEOUT", "7m")
          .containsEntry("CUEPOINT_S3_STARTTIMEOUT", "7m");
      if (variables.containsKey("CUEPOINT_DATABASE_URL")) {
        assertThat(variables).containsEntry("CUEPOINT_DATABASE_STARTTIMEOUT", "7m");
      }
    }
  }

  @Test
  void knowsWhatNoServiceReads() {
    assertThat(PROPERTIES.knows("CUEPOINT_UPLOAD_MAXSIZE")).isTrue();
    assertThat(PROPERTIES.knows("CUEPOINT_UPLOAD_SIZE")).isFalse();
    assertThat(PROPERTIES.knows("MANAGEMENT_SERVER_PORT")).isTrue();
    assertThat(PROPERTIES.knows("MANAGEMENT_SERVER_PORTS")).isFalse();
  }

  /** Those from a secret have a value that stands for it. */
  private static Map<String, String> variables(JsonNode container) {
    Map<String, String> variables = new TreeMap<>();
    for (JsonNode each : Chart.list(container.path("env"))) {
      String value = each.has("value") ? each.path("value").asText() : "from-a-secret";
      String before = variables.put(each.path("name").asText(), value);
      assertThat(before).as("set twice: %s", each.path("name")).isNull();
    }
    return variables;
  }
}

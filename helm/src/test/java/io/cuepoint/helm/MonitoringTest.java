package io.cuepoint.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cuepoint.helm.Chart.Example;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Dashboard and alerts. That their metrics exist is seen where the four services run. */
class MonitoringTest {
  private final List<JsonNode> objects = Chart.render(Example.CPU_CLUSTER);

  @Test
  void theDashboardHasPanelsThatDoNotOverlapAndAskOneSource() throws IOException {
    JsonNode map =
        Chart.of(objects, "ConfigMap").stream()
            .filter(each -> each.at("/metadata/labels/grafana_dashboard").asText().equals("1"))
            .findFirst()
            .orElseThrow();
    JsonNode dashboard = new ObjectMapper().readTree(map.at("/data/cuepoint.json").asText());
    Set<String> places = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : Chart.list(dashboard.path("panels"))) {
      String title = panel.path("title").asText();
      assertThat(places.add(panel.at("/gridPos/x") + "," + panel.at("/gridPos/y"))).isTrue();
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
      assertThat(Chart.list(panel.path("targets")))
          .as(title)
          .isNotEmpty()
          .allSatisfy(
              target ->
                  assertThat(target.path("expr").asText()).contains("namespace=\"$namespace\""));
    }
    assertThat(places).hasSizeGreaterThan(10);
  }

  @Test
  void everyAlertSaysWhatIsWrongAndWhatToDoAndLooksAtThisNamespaceAlone() {
    List<JsonNode> rules =
        Chart.list(Chart.of(objects, "PrometheusRule").get(0).at("/spec/groups/0/rules"));
    assertThat(rules)
        .extracting(rule -> rule.path("alert").asText())
        .contains("CuepointClipsWaitTooLong", "CuepointClipsFail", "CuepointNoWorker")
        .contains("CuepointDiskFull");
    for (JsonNode rule : rules) {
      assertThat(rule.path("expr").asText())
          .contains("namespace=\"video\"")
          .doesNotContain("{{", "<no value>");
      assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
      assertThat(rule.at("/annotations/description").asText()).isNotBlank();
      assertThat(rule.path("for").asText()).matches("[0-9]+m");
    }
  }

  @Test
  void prometheusReadsEveryServiceWhereItShowsItsMetrics() {
    JsonNode monitor = Chart.of(objects, "ServiceMonitor").get(0);
    JsonNode wanted = monitor.at("/spec/selector/matchLabels");
    assertThat(monitor.at("/spec/endpoints/0/path").asText()).isEqualTo("/actuator/prometheus");
    String port = monitor.at("/spec/endpoints/0/port").asText();
    List<JsonNode> services = Chart.of(objects, "Service");
    assertThat(services).hasSize(4);
    for (JsonNode service : services) {
      assertThat(wanted.properties())
          .allMatch(
              each -> each.getValue().equals(service.at("/metadata/labels").get(each.getKey())));
      assertThat(Chart.list(service.at("/spec/ports")))
          .extracting(each -> each.path("name").asText())
          .contains(port);
    }
  }
}

package io.cuepoint.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuepoint.helm.Chart.Example;
import io.cuepoint.helm.Pods.Pod;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every pod that the chart makes. */
class RulesTest {
  @ParameterizedTest
  @EnumSource
  void noContainerIsRootOrWritesIntoItsImage(Example example) {
    for (Pod pod : Pods.of(Chart.render(example))) {
      JsonNode security = pod.spec().path("securityContext");
      assertThat(security.path("runAsNonRoot").asBoolean()).as(pod.owner()).isTrue();
      assertThat(security.path("runAsUser").asInt()).as(pod.owner()).isPositive();
      assertThat(security.at("/seccompProfile/type").asText())
          .as(pod.owner())
          .isEqualTo("RuntimeDefault");
      assertThat(pod.spec().path("automountServiceAccountToken").asBoolean(true))
          .as(pod.owner())
          .isFalse();
      for (JsonNode container : pod.containers()) {
        JsonNode own = container.path("securityContext");
        assertThat(own.path("readOnlyRootFilesystem").asBoolean()).as(pod.owner()).isTrue();
        assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).as(pod.owner()).isFalse();
        assertThat(own.at("/capabilities/drop/0").asText()).as(pod.owner()).isEqualTo("ALL");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyContainerHasRequestsAndLimits(Example example) {
    for (Pod pod : Pods.of(Chart.render(example))) {
      for (JsonNode container : pod.containers()) {
        for (String which : List.of("requests", "limits")) {
          JsonNode resources = container.path("resources").path(which);
          assertThat(resources.path("cpu").asText()).as(pod.owner() + which).isNotEmpty();
          assertThat(resources.path("memory").asText()).as(pod.owner() + which).isNotEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyServiceIsAskedHowItFares(Example example) {
    for (Pod pod : Pods.of(Chart.render(example))) {
      for (JsonNode container : pod.runs() ? pod.main() : List.<JsonNode>of()) {
        Set<String> ports =
            Chart.list(container.path("ports")).stream()
                .map(port -> port.path("name").asText())
                .collect(Collectors.toSet());
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
          assertThat(ports)
              .as(pod.owner() + " " + probe)
              .contains(container.path(probe).at("/httpGet/port").asText());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noServiceIsKilledBecauseItWaits(Example example) {
    for (Pod pod : Pods.of(Chart.render(example))) {
      for (JsonNode container : pod.runs() ? pod.main() : List.<JsonNode>of()) {
        for (String probe : List.of("startupProbe", "livenessProbe")) {
          assertThat(container.path(probe).at("/httpGet/path").asText())
              .as(pod.owner() + " " + probe)
              .isEqualTo("/actuator/health/liveness");
        }
        assertThat(container.at("/readinessProbe/httpGet/path").asText())
            .as(pod.owner())
            .isEqualTo("/actuator/health/readiness");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyImageSaysWhichOneItIs(Example example) {
    for (Pod pod : Pods.of(Chart.render(example))) {
      for (JsonNode container : pod.containers()) {
        assertThat(container.path("image").asText())
            .as(pod.owner())
            .matches("[^:@ ]+(/[^:@ ]+)*(:(?!latest$)[A-Za-z0-9._-]+|@sha256:[0-9a-f]{64})");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noSecretStandsInAnObject(Example example) {
    List<JsonNode> objects = Chart.render(example);
    assertThat(Chart.of(objects, "Secret")).isEmpty();
    for (Pod pod : Pods.of(objects)) {
      for (JsonNode container : pod.containers()) {
        for (JsonNode variable : Chart.list(container.path("env"))) {
          String name = variable.path("name").asText();
          if (name.matches(".*(PASSWORD|_USER|JAAS|SECRETKEY|ACCESSKEY|TOKEN|ACCESS_KEY).*")) {
            assertThat(variable.at("/valueFrom/secretKeyRef/name").asText())
                .as(pod.owner() + " " + name)
                .isNotEmpty();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsMountedIsThereAndWhatIsThereIsMounted(Example example) {
    for (Pod pod : Pods.of(Chart.render(example))) {
      Set<String> volumes = names(pod.spec().path("volumes"));
      Set<String> mounted = new HashSet<>();
      pod.containers().forEach(container -> mounted.addAll(names(container.path("volumeMounts"))));
      // a StatefulSet's own claims are volumes too
      mounted.removeIf(name -> name.equals("home") && !volumes.contains("home"));
      assertThat(volumes).as(pod.owner()).isEqualTo(mounted);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyServiceHasItsAccountBudgetAndSpread(Example example) {
    List<JsonNode> objects = Chart.render(example);
    Set<String> accounts = new HashSet<>();
    Chart.of(objects, "ServiceAccount")
        .forEach(account -> accounts.add(account.at("/metadata/name").asText()));
    for (Pod pod : Pods.of(objects)) {
      if (!pod.owner().startsWith("Pod/")) {
        assertThat(accounts).contains(pod.spec().path("serviceAccountName").asText());
      }
      if (pod.runs()) {
        assertThat(Chart.of(objects, "PodDisruptionBudget"))
            .as(pod.owner())
            .filteredOn(each -> pod.isSelectedBy(each.at("/spec/selector/matchLabels")))
            .hasSize(1);
        assertThat(Chart.list(pod.spec().path("topologySpreadConstraints")))
            .as(pod.owner())
            .isNotEmpty()
            .allMatch(each -> pod.isSelectedBy(each.at("/labelSelector/matchLabels")));
      }
    }
    Set<String> classes = new HashSet<>();
    Chart.of(objects, "PriorityClass")
        .forEach(each -> classes.add(each.at("/metadata/name").asText()));
    Set<String> used = new HashSet<>();
    Pods.of(objects).stream()
        .filter(Pod::runs)
        .forEach(pod -> used.add(pod.spec().path("priorityClassName").asText()));
    assertThat(used).isEqualTo(classes.isEmpty() ? Set.of("") : classes);
  }

  private static Set<String> names(JsonNode array) {
    return Chart.list(array).stream()
        .map(each -> each.path("name").asText())
        .collect(Collectors.toSet());
  }
}

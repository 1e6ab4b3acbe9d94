package io.cuepoint.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuepoint.helm.Chart.Example;
import io.cuepoint.helm.Pods.Pod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who reaches whom. */
class NetworkTest {
  @ParameterizedTest
  @EnumSource
  void everyPodHasOnePolicyAndEveryPortOfItStandsThere(Example example) {
    List<JsonNode> objects = Chart.render(example);
    for (Pod pod : Pods.of(objects)) {
      JsonNode policy = policy(objects, pod);
      assertThat(Chart.list(policy.at("/spec/policyTypes")))
          .extracting(JsonNode::asText)
          .containsExactly("Ingress", "Egress");
      Set<Integer> open = ports(policy.at("/spec/ingress"));
      Set<Integer> listened = new HashSet<>();
      for (JsonNode container : pod.containers()) {
        Chart.list(container.path("ports"))
            .forEach(port -> listened.add(port.path("containerPort").asInt()));
      }
      assertThat(open).as(pod.owner()).isEqualTo(listened);
      for (JsonNode rule : Chart.list(policy.at("/spec/ingress"))) {
        // an empty list would let everyone in
        assertThat(rule.path("from")).as(pod.owner()).isNotEmpty();
      }
      for (JsonNode rule : Chart.list(policy.at("/spec/egress"))) {
        assertThat(rule.path("ports")).as(pod.owner()).isNotEmpty();
      }
    }
  }

  @Test
  void onlyThoseWhoUseTheDatabaseReachIt() {
    List<JsonNode> objects = Chart.render(Example.CPU_CLUSTER);
    List<String> reach = new ArrayList<>();
    for (Pod pod : Pods.of(objects)) {
      if (ports(policy(objects, pod).at("/spec/egress")).contains(5432)) {
        reach.add(pod.owner());
      }
    }
    assertThat(reach)
        .containsExactlyInAnyOrder(
            "Deployment/cuepoint-api", "Deployment/cuepoint-event-index", "Job/cuepoint-migration");
  }

  @Test
  void noOneReachesAnObjectStoreWhereObjectsLieOnAVolume() {
    List<JsonNode> objects = Chart.render(Example.ONE_NODE);
    for (Pod pod : Pods.of(objects)) {
      assertThat(ports(policy(objects, pod).at("/spec/egress"))).doesNotContain(443);
    }
  }

  @Test
  void thereIsNoPolicyWhereNoneIsWanted() {
    Map<String, Object> off = Map.of("networkPolicy.enabled", "false");
    assertThat(Chart.of(Chart.render(Example.DEFAULTS, off), "NetworkPolicy")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void servicesAndRoutesLeadToPortsThatAreThere(Example example) {
    List<JsonNode> objects = Chart.render(example);
    List<Pod> pods = Pods.of(objects);
    Set<String> open = new HashSet<>();
    for (JsonNode service : Chart.of(objects, "Service")) {
      List<Pod> behind =
          pods.stream().filter(pod -> pod.isSelectedBy(service.at("/spec/selector"))).toList();
      assertThat(behind).as(Chart.name(service)).hasSize(1);
      for (JsonNode port : Chart.list(service.at("/spec/ports"))) {
        assertThat(Chart.list(behind.get(0).main().get(0).path("ports")))
            .as(Chart.name(service))
            .extracting(each -> each.path("name").asText())
            .contains(port.path("targetPort").asText());
        String name = service.at("/metadata/name").asText();
        open.add(name + ":" + port.path("port").asText());
        open.add(name + ":" + port.path("name").asText());
      }
    }
    for (JsonNode route : Chart.of(objects, "HTTPRoute")) {
      for (JsonNode rule : Chart.list(route.at("/spec/rules"))) {
        JsonNode to = rule.at("/backendRefs/0");
        assertThat(open).contains(to.path("name").asText() + ":" + to.path("port").asText());
      }
    }
    for (JsonNode ingress : Chart.of(objects, "Ingress")) {
      JsonNode to = ingress.at("/spec/rules/0/http/paths/0/backend/service");
      assertThat(open).contains(to.path("name").asText() + ":" + to.at("/port/name").asText());
    }
  }

  private static JsonNode policy(List<JsonNode> objects, Pod pod) {
    List<JsonNode> policies =
        Chart.of(objects, "NetworkPolicy").stream()
            .filter(each -> pod.isSelectedBy(each.at("/spec/podSelector/matchLabels")))
            .toList();
    assertThat(policies).as(pod.owner()).hasSize(1);
    return policies.get(0);
  }

  private static Set<Integer> ports(JsonNode rules) {
    Set<Integer> ports = new HashSet<>();
    for (JsonNode rule : Chart.list(rules)) {
      Chart.list(rule.path("ports")).forEach(port -> ports.add(port.path("port").asInt()));
    }
    return ports;
  }
}

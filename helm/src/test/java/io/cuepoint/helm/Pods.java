package io.cuepoint.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The pods that a release would have. */
final class Pods {
  private Pods() {}

  /**
   * One of them.
   *
   * @param owner kind and name of what makes it
   * @param runs whether it is to run until it is ended
   */
  record Pod(String owner, boolean runs, JsonNode labels, JsonNode spec) {
    List<JsonNode> containers() {
      List<JsonNode> all = new ArrayList<>(Chart.list(spec.path("initContainers")));
      all.addAll(main());
      return all;
    }

    List<JsonNode> main() {
      return Chart.list(spec.path("containers"));
    }

    /** Whether a selector's {@code matchLabels}, or a service's selector, is for this pod. */
    boolean isSelectedBy(JsonNode wanted) {
      return wanted.properties().stream()
          .allMatch(each -> each.getValue().equals(labels.get(each.getKey())));
    }
  }

  static List<Pod> of(List<JsonNode> objects) {
    List<Pod> pods = new ArrayList<>();
    for (JsonNode each : Chart.of(objects, "Deployment", "StatefulSet", "Job")) {
      JsonNode template = each.at("/spec/template");
      pods.add(
          new Pod(
              Chart.name(each),
              !each.path("kind").asText().equals("Job"),
              template.at("/metadata/labels"),
              template.path("spec")));
    }
    for (JsonNode each : Chart.of(objects, "Pod")) {
      pods.add(new Pod(Chart.name(each), false, each.at("/metadata/labels"), each.path("spec")));
    }
    return pods;
  }
}

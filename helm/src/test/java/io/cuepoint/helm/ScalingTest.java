package io.cuepoint.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuepoint.helm.Chart.Example;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who decides how many pods there are. */
class ScalingTest {
  @ParameterizedTest
  @EnumSource
  void noNumberIsSetTwice(Example example) {
    List<JsonNode> objects = Chart.render(example);
    for (JsonNode scaler : Chart.of(objects, "ScaledObject", "HorizontalPodAutoscaler")) {
      JsonNode target = scaler.at("/spec/scaleTargetRef");
      assertThat(Chart.of(objects, target.path("kind").asText()))
          .filteredOn(each -> each.at("/metadata/name").equals(target.path("name")))
          .as(Chart.name(scaler))
          .singleElement()
          .satisfies(each -> assertThat(each.at("/spec/replicas").isMissingNode()).isTrue());
    }
  }

  @Test
  void gpuWorkersSleepWhileNothingWaits() {
    JsonNode scaled = scaledObject(Chart.render(Example.GPU_CLUSTER), "cuepoint-worker-gpu");
    assertThat(scaled.at("/spec/minReplicaCount").asInt(-1)).isZero();
    assertThat(scaled.at("/spec/advanced/scalingModifiers/activationTarget").asText())
        .isEqualTo("0");
  }

  /** The names that the formula uses, and the paths that the api answers with. */
  @Test
  void asksTheApiHowManyClipsWaitAndSinceWhen() {
    List<JsonNode> objects = Chart.render(Example.GPU_CLUSTER);
    JsonNode triggers = scaledObject(objects, "cuepoint-worker-gpu").at("/spec/triggers");
    assertThat(Chart.list(triggers))
        .extracting(each -> each.path("name").asText(), each -> path(each))
        .containsExactly(tuple("waiting", "clips.waiting"), tuple("oldest", "clips.oldestSeconds"));
    assertThat(triggers.at("/0/metadata/url").asText())
        .isEqualTo("http://cuepoint-api.video.svc:8080/v1/system/queue");
  }

  @Test
  void ingestIsScaledByTheVideosThatWait() {
    JsonNode scaled = scaledObject(Chart.render(Example.CPU_CLUSTER), "cuepoint-video-ingest");
    assertThat(Chart.list(scaled.at("/spec/triggers")))
        .extracting(ScalingTest::path)
        .containsExactly("videos.waiting", "videos.oldestSeconds");
  }

  private static String path(JsonNode trigger) {
    return trigger.at("/metadata/valueLocation").asText();
  }

  private static JsonNode scaledObject(List<JsonNode> objects, String name) {
    return Chart.of(objects, "ScaledObject").stream()
        .filter(each -> each.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

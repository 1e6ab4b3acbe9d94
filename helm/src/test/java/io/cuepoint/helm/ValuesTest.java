package io.cuepoint.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.helm.Chart.Example;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong value is refused, and the message names its key. */
class ValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // unknown keys
        "replica                            | 2                 | replica",
        "api.replica                        | 2                 | replica",
        "workerGpu.modell.folder            | x                 | modell",
        "kafka.bootstrap                    | a:1               | bootstrap",
        "networkPolicy.api.form             | x                 | form",
        // wrong values
        "api.replicas                       | two               | /api/replicas",
        "api.image.tag                      | latest            | /api/image/tag",
        "api.resources.limits.memory        | 2Gb               | /api/resources/limits/memory",
        "kafka.bootstrapServers             | kafka             | /kafka/bootstrapServers",
        "startTimeout                       | 1 hour            | /startTimeout",
        "kafka.queue                        | shared            | /kafka/queue",
        "kafka.properties.sasl\\.jaas\\.config | x              | sasl.jaas.config",
        "database.url                       | postgres://a/b    | /database/url",
        "database.url    | jdbc:postgresql://a/b?password=secret | /database/url",
        "database.secret.name               |                   | /database/secret/name",
        "objects.location                   | /data             | /objects/location",
        "workerCpu.model.folder             | Qwen              | /workerCpu/model/sha256",
        "workerCpu.model.sha256             | abc               | /workerCpu/model/sha256",
        "workerCpu.engine                   | cuda              | /workerCpu/engine",
        "keda.workerGpu.maxReplicas         | 0                 | /keda/workerGpu/maxReplicas",
        "gateway.enabled                    | true              | /gateway/parentRefs",
        "ingress.bodySize                   | 50 GB             | /ingress/bodySize",
        "monitoring.rules.diskFreeShare     | 10                | /monitoring/rules/diskFreeShare",
        "api.properties.CUEPOINT_X          | 1                 | CUEPOINT_X",
      })
  void refusesAWrongValueByItsName(String key, String value, String named) {
    Map<String, Object> set = Map.of(key, value == null ? "" : value);
    assertThatThrownBy(() -> Chart.text(Example.DEFAULTS, set)).hasMessageContaining(named);
  }

  @Test
  void refusesAModelThatComesFromNowhere() {
    Map<String, Object> set =
        Map.of("workerCpu.model.folder", "Qwen", "workerCpu.model.sha256", "a".repeat(64));
    assertThatThrownBy(() -> Chart.text(Example.DEFAULTS, set))
        .hasMessageContaining("/workerCpu/model");
  }

  /** So that a refusal above is the fault's. */
  @Test
  void takesTheDefaults() {
    assertThat(Chart.text(Example.DEFAULTS, Map.of())).contains("kind: Deployment");
  }
}

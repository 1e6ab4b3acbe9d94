package io.cuepoint.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cuepoint.helm.Chart.Example;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every object is read as its type, no field unknown. Of KEDA and External Secrets there are no
 * types on Maven Central: the parts that the chart uses are written as JSON Schemas, after the
 * projects' custom resource definitions.
 */
class TypesTest {
  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("v1/Pod", Pod.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("v1/ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("apps/v1/StatefulSet", StatefulSet.class),
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("batch/v1/Job", Job.class),
          Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
          Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("scheduling.k8s.io/v1/PriorityClass", PriorityClass.class),
          Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
          Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class));

  private static final Map<String, String> SCHEMAS =
      Map.of(
          "keda.sh/v1alpha1/ScaledObject", "/keda-scaledobject.schema.json",
          "external-secrets.io/v1/ExternalSecret", "/external-secret.schema.json");

  private static final ObjectMapper STRICT = strict();

  @ParameterizedTest
  @EnumSource
  void isReadAsItsTypeWithoutAFieldThatItDoesNotHave(Example example) throws IOException {
    for (JsonNode object : Chart.render(example)) {
      check(object);
    }
  }

  @Test
  void refusesAFieldThatATypeDoesNotHave() throws IOException {
    JsonNode deployment =
        new ObjectMapper()
            .readTree(
                """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"},
                 "spec": {"template": {"spec": {"containers": [{"name": "a", "livenesProbe": {}}]}}}}
                """);
    assertThatThrownBy(() -> check(deployment)).hasMessageContaining("livenesProbe");
    JsonNode scaled =
        new ObjectMapper()
            .readTree(
                """
                {"apiVersion": "keda.sh/v1alpha1", "kind": "ScaledObject",
                 "metadata": {"name": "a"},
                 "spec": {"scaleTargetRef": {"name": "a"}, "triggers": [], "minReplicas": 1}}
                """);
    assertThatThrownBy(() -> check(scaled)).hasMessageContaining("minReplicas");
  }

  private static void check(JsonNode object) throws IOException {
    String kind = object.path("apiVersion").asText() + "/" + object.path("kind").asText();
    Class<?> type = TYPES.get(kind);
    if (type != null) {
      assertThat(read(object, type)).isNotNull();
      return;
    }
    assertThat(SCHEMAS).as(Chart.name(object)).containsKey(kind);
    assertThat(schema(SCHEMAS.get(kind)).validate(object.toString(), InputFormat.JSON))
        .as(Chart.name(object))
        .isEmpty();
  }

  private static Object read(JsonNode object, Class<?> type) {
    try {
      return STRICT.treeToValue(object, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(Chart.name(object) + ": " + e.getMessage(), e);
    }
  }

  /** The model's types keep what they do not know; here it is an error. */
  private static ObjectMapper strict() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.setAnnotationIntrospector(
        new JacksonAnnotationIntrospector() {
          private static final long serialVersionUID = 1;

          @Override
          public Boolean hasAnySetter(Annotated annotated) {
            return false;
          }
        });
    return mapper;
  }

  private static Schema schema(String resource) throws IOException {
    try (InputStream text = TypesTest.class.getResourceAsStream(resource)) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }
}

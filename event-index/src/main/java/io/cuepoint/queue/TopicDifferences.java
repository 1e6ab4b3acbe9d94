package io.cuepoint.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/** Where topics on a broker are not as this process would have made them. */
final class TopicDifferences {
  private TopicDifferences() {}

  /** Each as {@code NAME: SETTING is X (expected: Y)}. */
  static List<String> of(Admin admin, List<NewTopic> wanted)
      throws ExecutionException, InterruptedException {
    List<String> names = wanted.stream().map(NewTopic::name).toList();
    Map<String, TopicDescription> topics = admin.describeTopics(names).allTopicNames().get();
    Map<ConfigResource, Config> settings = settings(admin, names);
    List<String> differences = new ArrayList<>();
    for (NewTopic topic : wanted) {
      TopicDescription found = topics.get(topic.name());
      if (found == null) {
        continue;
      }
      compare(differences, topic, "partitions", found.partitions().size(), topic.numPartitions());
      if (topic.replicationFactor() > 0) {
        int replicas = found.partitions().get(0).replicas().size();
        compare(differences, topic, "replication factor", replicas, topic.replicationFactor());
      }
      Config config = settings.get(resource(topic.name()));
      if (config != null) {
        topic
            .configs()
            .forEach((name, value) -> compare(differences, topic, name, config.get(name), value));
      }
    }
    return differences;
  }

  /** Nothing where this client may not see them. */
  private static Map<ConfigResource, Config> settings(Admin admin, List<String> names)
      throws ExecutionException, InterruptedException {
    try {
      return admin
          .describeConfigs(names.stream().map(TopicDifferences::resource).toList())
          .all()
          .get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return Map.of();
      }
      throw e;
    }
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static void compare(
      List<String> differences, NewTopic topic, String setting, Object found, Object expected) {
    String value = found instanceof ConfigEntry entry ? entry.value() : String.valueOf(found);
    if (!String.valueOf(expected).equals(value)) {
      differences.add(
          "%s: %s is %s (expected: %s)".formatted(topic.name(), setting, value, expected));
    }
  }
}

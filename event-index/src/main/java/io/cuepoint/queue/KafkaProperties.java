package io.cuepoint.queue;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The broker, and how topics that are not there are created on it.
 *
 * @param bootstrapServers host and port of one broker or more, with commas between
 * @param properties handed to every client as they are (security, for instance)
 * @param startTimeout how long to wait at the start for a broker that does not answer yet
 * @param partitions of a topic; one that is read as a work queue by a share group has one
 * @param topicPartitions of single topics, by their names: they go before {@code partitions}
 * @param replicationFactor of a topic; -1 leaves it to the broker
 * @param retention age at which a message goes, done or not
 * @param retentionBytes size of a partition at which its oldest messages go
 * @param sendBuffer memory for messages that the broker has not confirmed; a full one makes senders
 *     wait {@code sendTimeout} at most
 * @param sendTimeout after which an unconfirmed message counts as not sent
 */
@ConfigurationProperties("cuepoint.kafka")
public record KafkaProperties(
    @DefaultValue("127.0.0.1:9092") String bootstrapServers,
    @DefaultValue Map<String, String> properties,
    @DefaultValue("2m") Duration startTimeout,
    @DefaultValue("4") int partitions,
    @DefaultValue Map<String, Integer> topicPartitions,
    @DefaultValue("-1") short replicationFactor,
    @DefaultValue("365d") Duration retention,
    @DefaultValue("1GB") DataSize retentionBytes,
    @DefaultValue("16MB") DataSize sendBuffer,
    @DefaultValue("30s") Duration sendTimeout) {
  public KafkaProperties {
    properties = Map.copyOf(properties);
    topicPartitions = Map.copyOf(topicPartitions);
    topicPartitions.forEach(
        (topic, count) -> {
          if (count < 1) {
            throw new IllegalArgumentException(
                "cuepoint.kafka.topic-partitions["
                    + topic
                    + "]: "
                    + count
                    + " (expected: 1 or more)");
          }
        });
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions: " + partitions + " (expected: 1 or more)");
    }
  }
}

package io.cuepoint.queue;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.cuepoint.contract.AnalysisRequested;
import io.cuepoint.contract.ClipProgress;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.Topics;
import io.cuepoint.contract.VideoRegistered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics on the broker. Those that are not there are created with explicit settings; those that
 * are there are left as their operator set them; where they differ the log names it.
 */
final class KafkaTopics {
  private static final Logger log = LoggerFactory.getLogger(KafkaTopics.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Those read as work queues. */
  private static final Set<Topic<?>> WORK =
      Set.of(
          VideoRegistered.TOPIC,
          AnalysisRequested.TOPIC,
          ClipSampled.TOPIC,
          ClipSampled.LATER,
          ClipSampled.REST,
          ClipSampled.ASKED);

  /** How long it is kept how far a clip was. */
  private static final Duration PASSING = Duration.ofHours(1);

  private final KafkaConnection connection;

  KafkaTopics(KafkaConnection connection) {
    this.connection = connection;
  }

  /**
   * Creates what is missing of Cuepoint's topics, waiting for a broker that does not answer yet.
   *
   * @return the mode that {@code wish} comes to on this broker, not {@link QueueMode#AUTO}
   * @throws BrokerUnavailableException when it does not answer in time, or refuses
   */
  QueueMode createMissing(QueueMode wish) {
    Duration limit = connection.properties().startTimeout();
    long end = System.nanoTime() + limit.toNanos();
    try (Admin admin = connection.admin()) {
      for (int attempt = 1; ; attempt++) {
        try {
          QueueMode mode = ShareGroups.resolve(wish, admin);
          List<NewTopic> wanted = all(mode);
          Set<String> made = create(admin, wanted);
          // what was made just now is as wanted, and the broker may not know of it everywhere yet
          List<NewTopic> older = wanted.stream().filter(t -> !made.contains(t.name())).toList();
          TopicDifferences.of(admin, older)
              .forEach(difference -> log.warn("topic {}, left as it is", difference));
          return mode;
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof RetriableException)
              || System.nanoTime() + pause(attempt).toNanos() - end > 0) {
            throw new BrokerUnavailableException(
                "no topics on Kafka at "
                    + connection.properties().bootstrapServers()
                    + " within "
                    + limit.toSeconds()
                    + " s: "
                    + e.getCause(),
                e);
          }
          log.info(
              "waiting for Kafka at {}: {}",
              connection.properties().bootstrapServers(),
              e.getCause().getMessage());
          Thread.sleep(pause(attempt).toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException("interrupted while waiting for Kafka", e);
    }
  }

  private static Duration pause(int attempt) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Creates those that are not there, and names them. */
  static Set<String> create(Admin admin, List<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    Set<String> there = admin.listTopics().names().get();
    List<NewTopic> missing = topics.stream().filter(t -> !there.contains(t.name())).toList();
    for (var creation : admin.createTopics(missing).values().entrySet()) {
      try {
        creation.getValue().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) { // else another process was faster
          throw e;
        }
      }
    }
    return missing.stream().map(NewTopic::name).collect(toUnmodifiableSet());
  }

  /** All of Cuepoint's topics as they are to be. */
  List<NewTopic> all(QueueMode mode) {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic<?> topic : Topics.ALL) {
      topics.add(own(topic, mode));
      if (Topics.DEAD_LETTERED.contains(topic)) {
        topics.add(deadLetters(topic));
      }
    }
    return topics;
  }

  private NewTopic own(Topic<?> topic, QueueMode mode) {
    if (topic.equals(ModelProfile.TOPIC)) {
      return compacted(topic.name());
    }
    if (topic.equals(ClipProgress.TOPIC)) {
      return passing(topic.name());
    }
    KafkaProperties properties = connection.properties();
    int usual = WORK.contains(topic) ? workPartitions(mode) : properties.partitions();
    return kept(topic.name(), properties.topicPartitions().getOrDefault(topic.name(), usual));
  }

  /**
   * A share group hands a topic's partitions to its members like any other group as long as there
   * are members enough for each; all members share what is in one partition. So with one partition
   * whoever is free takes the next item, and with several an item may wait behind a slow one
   * although others are idle.
   */
  int workPartitions(QueueMode mode) {
    return mode == QueueMode.SHARE_GROUP ? 1 : connection.properties().partitions();
  }

  /** A topic whose messages stay for the configured time and size. */
  NewTopic kept(String name, int partitions) {
    return of(name, partitions).configs(settings(TopicConfig.CLEANUP_POLICY_DELETE));
  }

  private NewTopic compacted(String name) {
    return of(name, 1).configs(Map.of("cleanup.policy", TopicConfig.CLEANUP_POLICY_COMPACT));
  }

  private NewTopic passing(String name) {
    Map<String, String> settings = settings(TopicConfig.CLEANUP_POLICY_DELETE);
    settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(PASSING.toMillis()));
    settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(PASSING.toMillis()));
    return of(name, 1).configs(settings);
  }

  NewTopic deadLetters(Topic<?> topic) {
    return of(topic.deadLetters(), 1).configs(settings(TopicConfig.CLEANUP_POLICY_DELETE));
  }

  private NewTopic of(String name, int partitions) {
    short replicas = connection.properties().replicationFactor();
    return new NewTopic(
        name, Optional.of(partitions), replicas < 1 ? Optional.empty() : Optional.of(replicas));
  }

  private Map<String, String> settings(String cleanup) {
    KafkaProperties properties = connection.properties();
    Map<String, String> settings = new HashMap<>();
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup);
    settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(properties.retention().toMillis()));
    settings.put(
        TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(properties.retentionBytes().toBytes()));
    return settings;
  }
}

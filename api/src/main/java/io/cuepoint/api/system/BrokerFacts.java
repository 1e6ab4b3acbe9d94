package io.cuepoint.api.system;

import static java.util.Objects.requireNonNull;

import io.cuepoint.api.system.Backlog.Undone;
import io.cuepoint.api.system.SystemView.Broker;
import io.cuepoint.api.system.SystemView.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** What the broker says of itself and of the work queues. Blocking, for two seconds a question. */
final class BrokerFacts implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 2;

  private final Admin admin;
  private final Map<String, String> groups;

  /**
   * Facts by {@code admin}.
   *
   * @param groups the work queues: topic to the group that works on it
   */
  BrokerFacts(Admin admin, Map<String, String> groups) {
    this.admin = admin;
    this.groups = Map.copyOf(groups);
  }

  Broker read() throws Exception {
    DescribeClusterResult cluster = admin.describeCluster();
    return new Broker(true, get(cluster.clusterId()), get(cluster.nodes()).size());
  }

  /** How much waits in each work queue; a group that never was has all of it before it. */
  List<Queue> queues() throws Exception {
    return backlogs().stream()
        .map(each -> new Queue(each.topic(), each.group(), each.waiting()))
        .toList();
  }

  /** What is not done yet in each work queue. */
  List<Backlog> backlogs() throws Exception {
    Map<String, TopicDescription> topics =
        get(admin.describeTopics(groups.keySet()).allTopicNames());
    Map<String, Boolean> shared = new HashMap<>();
    for (GroupListing group : get(admin.listGroups().all())) {
      shared.put(group.groupId(), group.type().filter(GroupType.SHARE::equals).isPresent());
    }
    List<Backlog> backlogs = new ArrayList<>();
    for (Map.Entry<String, String> queue : groups.entrySet()) {
      String group = queue.getValue();
      List<TopicPartition> partitions = new ArrayList<>();
      TopicDescription topic = requireNonNull(topics.get(queue.getKey()));
      for (TopicPartitionInfo partition : topic.partitions()) {
        partitions.add(new TopicPartition(queue.getKey(), partition.partition()));
      }
      Map<TopicPartition, Undone> undone =
          shared.getOrDefault(group, false)
              ? undoneShared(group, partitions)
              : undone(
                  partitions, shared.containsKey(group) ? committed(group) : Map.of(), Map.of());
      backlogs.add(new Backlog(queue.getKey(), group, undone));
    }
    return backlogs;
  }

  /** By the broker's own count, which knows of items done before others that came earlier. */
  private Map<TopicPartition, Undone> undoneShared(String group, List<TopicPartition> partitions)
      throws Exception {
    ListShareGroupOffsetsSpec spec = new ListShareGroupOffsetsSpec().topicPartitions(partitions);
    Map<TopicPartition, Long> started = new HashMap<>();
    Map<TopicPartition, Long> counts = new HashMap<>();
    for (Map.Entry<TopicPartition, SharePartitionOffsetInfo> each :
        get(admin.listShareGroupOffsets(Map.of(group, spec)).partitionsToOffsetInfo(group))
            .entrySet()) {
      SharePartitionOffsetInfo offset = each.getValue();
      if (offset != null) {
        started.put(each.getKey(), offset.startOffset());
        offset.lag().ifPresent(lag -> counts.put(each.getKey(), lag));
      }
    }
    return undone(partitions, started, counts);
  }

  /**
   * What lies between the place up to which all is done and the end.
   *
   * @param counts where it is known better how much of that is not done
   */
  private Map<TopicPartition, Undone> undone(
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> done,
      Map<TopicPartition, Long> counts)
      throws Exception {
    Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Undone> undone = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long last = end.getOrDefault(partition, 0L);
      long from = Math.max(first.getOrDefault(partition, 0L), done.getOrDefault(partition, 0L));
      long count = counts.getOrDefault(partition, last - from);
      if (count > 0) {
        // the place up to which all is done is written down with the next one done, hours late
        // maybe
        undone.put(partition, new Undone(Math.max(from, last - count), count));
      }
    }
    return undone;
  }

  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec)
      throws Exception {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    get(admin.listOffsets(asked).all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  private Map<TopicPartition, Long> committed(String group) throws Exception {
    Map<TopicPartition, Long> committed = new HashMap<>();
    get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                committed.put(partition, offset.offset());
              }
            });
    return committed;
  }

  private static <T> T get(KafkaFuture<T> answer) throws Exception {
    return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    // else it waits for questions that nobody answers
    admin.close(Duration.ZERO);
  }
}

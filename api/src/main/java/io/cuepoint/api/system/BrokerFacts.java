package io.cuepoint.api.system;

import static java.util.Objects.requireNonNull;

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
    Map<String, TopicDescription> topics =
        get(admin.describeTopics(groups.keySet()).allTopicNames());
    Map<String, Boolean> shared = new HashMap<>();
    for (GroupListing group : get(admin.listGroups().all())) {
      shared.put(group.groupId(), group.type().filter(GroupType.SHARE::equals).isPresent());
    }
    List<Queue> queues = new ArrayList<>();
    for (Map.Entry<String, String> queue : groups.entrySet()) {
      String group = queue.getValue();
      List<TopicPartition> partitions = new ArrayList<>();
      TopicDescription topic = requireNonNull(topics.get(queue.getKey()));
      for (TopicPartitionInfo partition : topic.partitions()) {
        partitions.add(new TopicPartition(queue.getKey(), partition.partition()));
      }
      long waiting =
          shared.getOrDefault(group, false)
              ? waitingShared(group, partitions)
              : waiting(partitions, shared.containsKey(group) ? committed(group) : Map.of());
      queues.add(new Queue(queue.getKey(), group, waiting));
    }
    return queues;
  }

  /** The broker's own count, which knows of items done before others that came earlier. */
  private long waitingShared(String group, List<TopicPartition> partitions) throws Exception {
    ListShareGroupOffsetsSpec spec = new ListShareGroupOffsetsSpec().topicPartitions(partitions);
    Map<TopicPartition, Long> started = new HashMap<>();
    long waiting = 0;
    for (Map.Entry<TopicPartition, SharePartitionOffsetInfo> each :
        get(admin.listShareGroupOffsets(Map.of(group, spec)).partitionsToOffsetInfo(group))
            .entrySet()) {
      SharePartitionOffsetInfo offset = each.getValue();
      if (offset != null && offset.lag().isPresent()) {
        waiting += Math.max(0, offset.lag().get());
        started.put(each.getKey(), Long.MAX_VALUE);
      } else if (offset != null) {
        started.put(each.getKey(), offset.startOffset());
      }
    }
    return waiting + waiting(partitions, started);
  }

  private long waiting(List<TopicPartition> partitions, Map<TopicPartition, Long> done)
      throws Exception {
    Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
    long waiting = 0;
    for (TopicPartition partition : partitions) {
      long from = Math.max(first.getOrDefault(partition, 0L), done.getOrDefault(partition, 0L));
      waiting += Math.max(0, end.getOrDefault(partition, 0L) - from);
    }
    return waiting;
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

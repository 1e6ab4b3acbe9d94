package io.cuepoint.queue;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where a lane's topic begins and ends. */
final class LaneOffsets {
  /** Partitions are seldom added to a topic. */
  private static final Duration KNOWN = Duration.ofMinutes(1);

  private final Admin admin;
  private final String topic;
  private List<TopicPartition> partitions = List.of();
  private long knownAt;

  LaneOffsets(Admin admin, String topic) {
    this.admin = admin;
    this.topic = topic;
  }

  /** How many items lie behind the places up to which all is done. */
  long behind(Map<TopicPartition, @Nullable SharePartitionOffsetInfo> done)
      throws ExecutionException, TimeoutException, InterruptedException {
    refresh();
    ListOffsetsResult earliest = admin.listOffsets(asked(OffsetSpec.earliest()));
    ListOffsetsResult latest = admin.listOffsets(asked(OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> first = LaneBacklog.get(earliest.all());
    Map<TopicPartition, ListOffsetsResultInfo> end = LaneBacklog.get(latest.all());
    long behind = 0;
    for (TopicPartition partition : partitions) {
      SharePartitionOffsetInfo place = done.get(partition);
      long from =
          Math.max(
              place == null ? 0 : place.startOffset(),
              requireNonNull(first.get(partition)).offset());
      behind += Math.max(0, requireNonNull(end.get(partition)).offset() - from);
    }
    return behind;
  }

  private void refresh() throws ExecutionException, TimeoutException, InterruptedException {
    if (partitions.isEmpty() || System.nanoTime() - knownAt > KNOWN.toNanos()) {
      partitions =
          requireNonNull(
                  LaneBacklog.get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic))
              .partitions()
              .stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      knownAt = System.nanoTime();
    }
  }

  private Map<TopicPartition, OffsetSpec> asked(OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, spec));
    return asked;
  }
}

package io.cuepoint.api.system;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What is not done yet in a work queue, what is being worked on among it.
 *
 * @param undone of each partition that has any
 */
record Backlog(String topic, String group, Map<TopicPartition, Undone> undone) {
  Backlog {
    undone = Map.copyOf(undone);
  }

  /** Items of all partitions. */
  long waiting() {
    return undone.values().stream().mapToLong(Undone::count).sum();
  }

  /**
   * Of one partition.
   *
   * @param first offset of the first item that is not done, if items are done in their order; one
   *     that is worked on for longer may lie before it
   * @param count items that are not done, 1 or more
   */
  record Undone(long first, long count) {}
}

package io.cuepoint.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much is not done yet in each of several lanes, by the broker's count for their share groups;
 * it holds what others are working on too. Asked anew five times a second at most. Safe for use by
 * several threads.
 */
final class LaneBacklog implements AutoCloseable {
  /** Of a lane of which the broker does not tell. */
  static final long UNKNOWN = Long.MAX_VALUE;

  private static final Logger log = LoggerFactory.getLogger(LaneBacklog.class);
  private static final Duration FRESH = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Admin admin;
  private final List<? extends Lane<?>> lanes;
  private final Map<Lane<?>, LaneOffsets> offsets = new HashMap<>();
  private List<Long> known = List.of();
  private long knownAt;

  LaneBacklog(Admin admin, List<? extends Lane<?>> lanes) {
    this.admin = admin;
    this.lanes = List.copyOf(lanes);
    lanes.forEach(lane -> offsets.put(lane, new LaneOffsets(admin, lane.topic().name())));
  }

  /** Items by lane, {@link #UNKNOWN} where it is not known. */
  synchronized List<Long> undone() {
    if (known.isEmpty() || System.nanoTime() - knownAt > FRESH.toNanos()) {
      known = ask();
      knownAt = System.nanoTime();
    }
    return known;
  }

  private List<Long> ask() {
    Map<String, ListShareGroupOffsetsSpec> asked = new HashMap<>();
    lanes.forEach(lane -> asked.put(lane.group(), new ListShareGroupOffsetsSpec()));
    ListShareGroupOffsetsResult told = admin.listShareGroupOffsets(asked);
    List<Long> undone = new ArrayList<>();
    for (Lane<?> lane : lanes) {
      undone.add(of(lane, told));
    }
    return List.copyOf(undone);
  }

  private long of(Lane<?> lane, ListShareGroupOffsetsResult told) {
    try {
      Map<TopicPartition, @Nullable SharePartitionOffsetInfo> partitions =
          get(told.partitionsToOffsetInfo(lane.group()));
      long undone = 0;
      boolean complete = !partitions.isEmpty();
      for (SharePartitionOffsetInfo each : partitions.values()) {
        complete &= each != null && each.lag().isPresent();
        undone += each == null ? 0 : each.lag().orElse(0L);
      }
      LaneOffsets ends = offsets.get(lane);
      // the broker counts from a group's first item on; before that nothing is done
      return complete || ends == null ? undone : ends.behind(partitions);
    } catch (ExecutionException | TimeoutException e) {
      log.debug("what waits for {} is not known: {}", lane.group(), e.toString());
      return UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }

  static <T> T get(KafkaFuture<T> answer)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    // else it waits for questions that nobody answers
    admin.close(Duration.ZERO);
  }
}

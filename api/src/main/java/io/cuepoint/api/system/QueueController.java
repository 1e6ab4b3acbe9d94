package io.cuepoint.api.system;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.api.system.QueueView.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How much work waits. It is refused while the broker is away: a zero then would end all workers.
 */
@RestController
final class QueueController {
  private final BrokerFacts broker;
  private final OldestItem oldest;
  private final Set<String> videos;
  private final Set<String> clips;
  private final Clock clock;

  /**
   * Counts by {@code broker}.
   *
   * @param videos topics of videos to read
   * @param clips topics of clips to look at
   */
  QueueController(
      BrokerFacts broker, OldestItem oldest, Set<String> videos, Set<String> clips, Clock clock) {
    this.broker = broker;
    this.oldest = oldest;
    this.videos = Set.copyOf(videos);
    this.clips = Set.copyOf(clips);
    this.clock = clock;
  }

  @GetMapping("/v1/system/queue")
  QueueView read(QueryParameters none) {
    return read();
  }

  QueueView read() {
    try {
      List<Backlog> backlogs = broker.backlogs();
      return new QueueView(waiting(backlogs, videos), waiting(backlogs, clips));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    } catch (Exception e) {
      throw away(e);
    }
  }

  private Waiting waiting(List<Backlog> backlogs, Set<String> topics) {
    long count = 0;
    Map<TopicPartition, Long> first = new HashMap<>();
    for (Backlog backlog : backlogs) {
      if (topics.contains(backlog.topic())) {
        count += backlog.waiting();
        backlog.undone().forEach((partition, undone) -> first.put(partition, undone.first()));
      }
    }
    double seconds =
        oldest
            .of(first)
            .map(sent -> Math.max(0, Duration.between(sent, clock.instant()).toMillis() / 1000.0))
            .orElse(0.0);
    return new Waiting(count, seconds);
  }

  private static ProblemException away(Exception e) {
    return new ProblemException(
        ProblemCode.BROKER_AWAY, "the message broker does not answer; try again", e);
  }
}

package io.cuepoint.queue;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * A work queue on Kafka's ordinary consumer groups, for brokers before 4.2. No more members work at
 * a time than the topic has partitions. An item that was done out of turn, behind one that still
 * runs, is done again when the process dies before that one ends. Tries are counted in the
 * process's memory.
 */
final class ConsumerGroupQueue implements WorkQueue {
  private final KafkaConnection connection;
  private final WorkProperties properties;
  private final DeadLetters deadLetters;
  private final Traces traces;
  private final MeterRegistry meters;
  private final Clock clock;

  ConsumerGroupQueue(
      KafkaConnection connection,
      WorkProperties properties,
      DeadLetters deadLetters,
      Traces traces,
      MeterRegistry meters,
      Clock clock) {
    this.connection = connection;
    this.properties = properties;
    this.deadLetters = deadLetters;
    this.traces = traces;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public <T> Subscription consume(List<Lane<T>> lanes, int concurrency, WorkHandler<T> handler) {
    RunningItems running = new RunningItems();
    List<ConsumerLane<T>> own = new ArrayList<>();
    for (Lane<T> lane : lanes) {
      ItemWork<T> work =
          new ItemWork<>(lane.topic(), handler, properties, deadLetters, traces, meters, clock);
      own.add(new ConsumerLane<>(connection, lane, work, properties, running));
    }
    String name = lanes.get(0).group();
    ConsumerGroupMember<T> member =
        new ConsumerGroupMember<>(
            name, own, new LaneTurns(lanes), running, concurrency, properties);
    return member::close;
  }
}

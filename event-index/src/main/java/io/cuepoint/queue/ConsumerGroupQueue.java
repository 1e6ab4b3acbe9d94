package io.cuepoint.queue;

import io.cuepoint.contract.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

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
  public <T> Subscription consume(
      Topic<T> topic, String group, int concurrency, WorkHandler<T> handler) {
    ItemWork<T> work =
        new ItemWork<>(topic, handler, properties, deadLetters, traces, meters, clock);
    ConsumerGroupMember<T> member =
        new ConsumerGroupMember<>(
            // the broker keeps the two kinds of groups under one set of names
            connection, topic.name(), group + ".consumer", concurrency, work, properties);
    return member::close;
  }
}

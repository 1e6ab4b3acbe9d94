package io.cuepoint.queue;

import io.cuepoint.contract.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What happens to one delivered item, the same whichever way it was delivered. */
final class ItemWork<T> {
  private static final Logger log = LoggerFactory.getLogger(ItemWork.class);

  private final Topic<T> topic;
  private final WorkHandler<T> handler;
  private final WorkProperties properties;
  private final DeadLetters deadLetters;
  private final Traces traces;
  private final MeterRegistry meters;
  private final Clock clock;
  private final JsonMapper json = ContractJson.mapper();

  ItemWork(
      Topic<T> topic,
      WorkHandler<T> handler,
      WorkProperties properties,
      DeadLetters deadLetters,
      Traces traces,
      MeterRegistry meters,
      Clock clock) {
    this.topic = topic;
    this.handler = handler;
    this.properties = properties;
    this.deadLetters = deadLetters;
    this.traces = traces;
    this.meters = meters;
    this.clock = clock;
  }

  /** What is to become of the item. */
  enum Outcome {
    /** Handled or given up: it must not come again. */
    DONE,
    /** Failed: it is to come again. */
    AGAIN,
    /** Interrupted: it is to come again, here or elsewhere. */
    HANDED_BACK
  }

  /**
   * Handles the item, and pauses after a failure; an interrupt ends both.
   *
   * @param delivery 1 for the first
   */
  Outcome run(ConsumerRecord<byte[], byte[]> record, int delivery) {
    long start = System.nanoTime();
    Outcome outcome = Outcome.HANDED_BACK;
    try {
      outcome = handle(record, delivery);
    } catch (InterruptedException e) {
      log.debug("{} is handed back", name(record));
    } finally {
      meters
          .timer("queue.work.duration", "topic", topic.name(), "outcome", outcome.name())
          .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
    return outcome;
  }

  private Outcome handle(ConsumerRecord<byte[], byte[]> record, int delivery)
      throws InterruptedException {
    if (delivery == 1) {
      long waited = Math.max(0, clock.millis() - record.timestamp());
      meters
          .timer("queue.wait.duration", "topic", topic.name())
          .record(waited, TimeUnit.MILLISECONDS);
    }
    T item;
    try {
      item = parse(record);
    } catch (JacksonException | IllegalArgumentException e) {
      bury(record, "not a " + topic.type().getSimpleName() + ": " + e.getMessage(), delivery);
      return Outcome.DONE;
    }
    if (delivery > properties.maxTries()) {
      String cause =
          "delivered " + delivery + " times without an outcome: its holders died or lost it";
      return giveUp(item, record, cause, delivery);
    }
    try {
      inTrace(record, () -> handler.handle(item));
      return Outcome.DONE;
    } catch (InterruptedException e) {
      throw e;
    } catch (PermanentFailure e) {
      return giveUp(item, record, describe(e), delivery);
    } catch (Throwable e) { // an Error too concerns this item, not the queue
      if (Thread.interrupted()) {
        log.debug("interrupted: {}", describe(e));
        throw new InterruptedException();
      }
      if (delivery >= properties.maxTries()) {
        return giveUp(item, record, describe(e), delivery);
      }
      log.warn("{} failed, try {} of {}", name(record), delivery, properties.maxTries(), e);
      pause(properties.backoffAfter(delivery));
      return Outcome.AGAIN;
    }
  }

  private T parse(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      throw new IllegalArgumentException("an empty message");
    }
    T item = json.readValue(value, topic.type());
    if (item == null) {
      throw new IllegalArgumentException("the message null");
    }
    return item;
  }

  private Outcome giveUp(T item, ConsumerRecord<byte[], byte[]> record, String cause, int delivery)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        String told = cause;
        inTrace(record, () -> handler.abandoned(item, told));
        break;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        log.warn("telling that {} is given up failed", name(record), e);
        if (attempt == properties.maxTries()) {
          cause = cause + "; telling its handler so failed: " + describe(e);
          break;
        }
        pause(properties.backoffAfter(attempt));
      }
    }
    bury(record, cause, delivery);
    return Outcome.DONE;
  }

  /** Does not end before the dead-letter topic has it: a letter dropped is an item lost. */
  private void bury(ConsumerRecord<byte[], byte[]> record, String cause, int delivery)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        deadLetters.send(topic.deadLetters(), record, cause, delivery).get();
        log.error("{} is given up after delivery {}: {}", name(record), delivery, cause);
        return;
      } catch (ExecutionException e) {
        log.warn("no place in {} for {}", topic.deadLetters(), name(record), e.getCause());
        pause(properties.backoffAfter(attempt));
      }
    }
  }

  /** Each delivery is a span of its own below the one that sent the item. */
  private void inTrace(ConsumerRecord<byte[], byte[]> record, Traces.Work<Exception> work)
      throws Exception {
    traces.handle(topic.name(), TraceParent.of(record.headers()).stream().toList(), work);
  }

  private static void pause(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  private static String describe(Throwable e) {
    String message = e.getMessage();
    String text = message == null ? e.getClass().getName() : message;
    return e instanceof PermanentFailure ? text : e.getClass().getSimpleName() + ": " + text;
  }

  private static String name(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}

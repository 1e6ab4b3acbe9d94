package io.cuepoint.index.consume;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where messages go that no further try can help. */
interface DeadLetters {
  /** Keeps {@code record} for ever, with the reason; returns when it is kept. */
  void keep(ConsumerRecord<String, byte[]> record, Throwable cause) throws Exception;
}

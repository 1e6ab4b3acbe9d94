package io.cuepoint.contract;

import java.util.function.Function;

/**
 * A Kafka topic and the record that travels on it as JSON.
 *
 * @param name on the broker; its dead-letter topic is {@link #deadLetters()}
 * @param key of a message; messages of one key keep their order
 */
public record Topic<T>(String name, Class<T> type, Function<T, String> key) {
  public String deadLetters() {
    return name + ".dlq";
  }
}

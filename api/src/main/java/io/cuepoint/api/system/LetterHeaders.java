package io.cuepoint.api.system;

import io.cuepoint.api.system.DeadLetterView.Letter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The headers that a message gets when it is given up. */
final class LetterHeaders {
  private static final String CAUSE = "cause";
  private static final String PARTITION = "original-partition";
  private static final String OFFSET = "original-offset";
  private static final String DELIVERIES = "deliveries";

  static final Set<String> ADDED = Set.of(CAUSE, "original-topic", PARTITION, OFFSET, DELIVERIES);

  private LetterHeaders() {}

  /**
   * What a letter says of itself.
   *
   * @param next offset of the oldest letter that was not sent again
   */
  static Letter read(ConsumerRecord<byte[], byte[]> letter, long next) {
    return new Letter(
        letter.partition(),
        letter.offset(),
        Instant.ofEpochMilli(letter.timestamp()),
        letter.key() == null ? null : new String(letter.key(), StandardCharsets.UTF_8),
        text(letter, CAUSE),
        number(letter, PARTITION),
        number(letter, OFFSET),
        number(letter, DELIVERIES),
        letter.offset() < next);
  }

  private static @Nullable Long number(ConsumerRecord<byte[], byte[]> letter, String name) {
    String text = text(letter, name);
    return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
  }

  private static @Nullable String text(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}

package io.cuepoint.api.system;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages that were given up, the topics in the order in which a video passes them. */
record DeadLetterView(List<TopicLetters> items) {
  DeadLetterView {
    items = List.copyOf(items);
  }

  /**
   * Those of one topic.
   *
   * @param kept how many there are
   * @param waiting how many of them were not sent again yet
   * @param letters the newest of them, newest first
   */
  record TopicLetters(String topic, long kept, long waiting, List<Letter> letters) {
    TopicLetters {
      letters = List.copyOf(letters);
    }
  }

  /**
   * One of them.
   *
   * @param offset its place in the dead-letter topic
   * @param at when it was given up
   * @param key of the message: the video's id
   * @param cause what happened, in words
   * @param originalPartition where the message was, with {@code originalOffset}
   * @param deliveries how often it was tried; null where that was not counted
   * @param replayed whether it was sent again
   */
  record Letter(
      int partition,
      long offset,
      Instant at,
      @Nullable String key,
      @Nullable String cause,
      @Nullable Long originalPartition,
      @Nullable Long originalOffset,
      @Nullable Long deliveries,
      boolean replayed) {}

  /**
   * What a replay did.
   *
   * @param replayed letters that went to the topic again
   * @param failed letters that did not and wait for another replay
   */
  record Replay(String topic, long replayed, long failed) {}
}

package io.cuepoint.api.system;

import io.cuepoint.contract.ClipProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the system is made of and how it fares.
 *
 * @param gpu {@code none}, or what a worker runs on
 */
record SystemView(
    String version,
    double uptimeSeconds,
    Database database,
    Broker broker,
    Model model,
    String gpu,
    List<Queue> queues,
    Limits limits) {

  /**
   * The database; the vector search is a sentence for people.
   *
   * @param version of the server; null when it does not answer
   */
  record Database(boolean reachable, @Nullable String version, String vectorSearch) {}

  /**
   * The message broker.
   *
   * @param nodes how many brokers answer; null when none does
   */
  record Broker(boolean reachable, @Nullable String clusterId, @Nullable Integer nodes) {}

  /**
   * What looks at clips, as the worker that started last told.
   *
   * @param reason why there is none; null when there is one
   * @param clips what the model wants of its clips
   * @param onlyVideos in words, where it looks at some videos alone; null where it looks at all
   * @param computeRatio seconds of computing for a second of video, measured at its start
   * @param computing the same in words
   */
  record Model(
      @Nullable String id,
      @Nullable String revision,
      @Nullable String engine,
      @Nullable String weights,
      int workers,
      @Nullable String reason,
      @Nullable ClipProfile clips,
      @Nullable String onlyVideos,
      @Nullable Double computeRatio,
      @Nullable String computing) {}

  /**
   * A work queue.
   *
   * @param waiting items that are not done yet
   */
  record Queue(String topic, String group, long waiting) {}

  /** What callers may send. */
  record Limits(long uploadBytes) {}
}

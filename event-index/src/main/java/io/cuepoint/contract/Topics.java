package io.cuepoint.contract;

import java.util.List;

/** Every topic that Cuepoint uses. */
public final class Topics {
  public static final List<Topic<?>> ALL =
      List.of(
          VideoRegistered.TOPIC,
          VideoProbed.TOPIC,
          VideoSampled.TOPIC,
          VideoFailed.TOPIC,
          ClipSampled.TOPIC,
          ClipSampled.LATER,
          ClipSampled.REST,
          ClipSampled.ASKED,
          ClipProgress.TOPIC,
          AnalysisRequested.TOPIC,
          AnalysisSampled.TOPIC,
          ClipAnalyzed.TOPIC,
          EventLocalized.TOPIC,
          EventIndexed.TOPIC,
          ModelProfile.TOPIC);

  /**
   * Those whose messages are given up when they keep failing. Outsiders deal with the failures of
   * their own consumers of indexed events, and progress is only shown.
   */
  public static final List<Topic<?>> DEAD_LETTERED =
      ALL.stream()
          .filter(topic -> !topic.equals(EventIndexed.TOPIC) && !topic.equals(ClipProgress.TOPIC))
          .toList();

  private Topics() {}
}

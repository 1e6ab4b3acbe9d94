package io.cuepoint.ingest.consume;

import io.cuepoint.contract.AnalysisRequested;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.ingest.clip.ClipLanes;
import io.cuepoint.ingest.clip.ClipQuota;
import io.cuepoint.ingest.clip.ClipRulesSource;
import io.cuepoint.ingest.isolate.MediaReader;
import io.cuepoint.ingest.signal.SignalsProperties;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.QueueWorker;
import io.cuepoint.queue.WorkQueue;
import java.time.Duration;

/** Joins sampling and detectors to the queues of videos and of further analyses. */
public final class VideoConsumer {
  /** The consumers that share the videos. */
  public static final String GROUP = "cuepoint-ingest";

  /** The consumers that share the further analyses. */
  public static final String ANALYSES_GROUP = "cuepoint-ingest-analyses";

  private final MediaReader media;
  private final ObjectStore objects;
  private final MessagePublisher publisher;
  private final ClipRulesSource rules;
  private final ClipLanes lanes;
  private final ClipQuota quota;
  private final Duration recheck;

  /**
   * @param recheck how long to wait while there is no room
   */
  public VideoConsumer(
      MediaReader media,
      ObjectStore objects,
      MessagePublisher publisher,
      ClipRulesSource rules,
      ClipLanes lanes,
      ClipQuota quota,
      Duration recheck) {
    this.media = media;
    this.objects = objects;
    this.publisher = publisher;
    this.rules = rules;
    this.lanes = lanes;
    this.quota = quota;
    this.recheck = recheck;
  }

  /** Takes videos, once started; so many at a time. */
  public QueueWorker<VideoRegistered> videos(
      WorkQueue queue, SignalsProperties signals, int videos) {
    VideoPass pass = new VideoPass(media, objects, publisher, rules, lanes, signals, quota);
    return new QueueWorker<>(
        queue, VideoRegistered.TOPIC, GROUP, videos, new SamplingWork<>(objects, pass, recheck));
  }

  /** Takes further analyses, once started; so many at a time. */
  public QueueWorker<AnalysisRequested> analyses(WorkQueue queue, int analyses) {
    AnalysisPass pass = new AnalysisPass(media, objects, publisher, rules, lanes, quota);
    return new QueueWorker<>(
        queue,
        AnalysisRequested.TOPIC,
        ANALYSES_GROUP,
        analyses,
        new SamplingWork<>(objects, pass, recheck));
  }
}

package io.cuepoint.ingest.consume;

import io.cuepoint.contract.DetectorLook;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.StreamInfo;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.VideoFailed;
import io.cuepoint.contract.VideoProbed;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.contract.VideoSampled;
import io.cuepoint.contract.Warning;
import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.clip.ClipLanes;
import io.cuepoint.ingest.clip.ClipQuota;
import io.cuepoint.ingest.clip.ClipRules;
import io.cuepoint.ingest.clip.ClipRulesSource;
import io.cuepoint.ingest.demux.Probe;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.isolate.MediaReader;
import io.cuepoint.ingest.picture.SmartResize;
import io.cuepoint.ingest.sample.LostPlaceException;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.TargetGrid;
import io.cuepoint.ingest.signal.SignalReport;
import io.cuepoint.ingest.signal.SignalsProperties;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.MessagePublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one video from its first packet to its last and publishes all that comes of it; one that
 * was broken off is gone on with behind its last clip.
 */
final class VideoPass implements Sampling<VideoRegistered> {
  private static final Logger LOG = LoggerFactory.getLogger(VideoPass.class);

  private final ObjectStore objects;
  private final MessagePublisher publisher;
  private final ClipRulesSource rules;
  private final ClipLanes lanes;
  private final SignalsProperties signals;
  private final ClipQuota quota;
  private final MediaReader media;

  VideoPass(
      MediaReader media,
      ObjectStore objects,
      MessagePublisher publisher,
      ClipRulesSource rules,
      ClipLanes lanes,
      SignalsProperties signals,
      ClipQuota quota) {
    this.media = media;
    this.objects = objects;
    this.publisher = publisher;
    this.rules = rules;
    this.lanes = lanes;
    this.signals = signals;
    this.quota = quota;
  }

  @Override
  public UUID videoId(VideoRegistered video) {
    return video.videoId();
  }

  @Override
  public String object(VideoRegistered video) {
    return video.object();
  }

  @Override
  public void fail(VideoRegistered video, Failure failure) throws Exception {
    FirstLookProgress.forget(objects, video);
    publisher
        .publish(VideoFailed.TOPIC, new VideoFailed(video.videoId(), failure, List.of()))
        .get();
  }

  /** Publishes {@code VideoProbed}, clips and events, then {@code VideoSampled}. */
  @Override
  public void run(VideoRegistered video) throws Exception {
    String location = objects.location(video.object());
    Outbound outbound = new Outbound(publisher);
    Probe probe = media.probe(location);
    checkShape(probe);
    outbound.send(
        VideoProbed.TOPIC,
        new VideoProbed(
            video.videoId(),
            probe.duration(),
            probe.streams(),
            probe.warnings(),
            probe.creationTime()));
    ClipRules byThese = rules.of(video.firstAnalysis(), video.sha256());
    FirstLookProgress progress = FirstLookProgress.of(objects, video, byThese, signals);
    try {
      look(video, probe, byThese, progress, outbound);
    } catch (LostPlaceException e) {
      LOG.warn("Video {} is looked at from its beginning: {}", video.videoId(), e.getMessage());
      progress.forget();
      look(video, probe, byThese, progress, outbound);
    }
    progress.forget();
  }

  private void look(
      VideoRegistered video,
      Probe probe,
      ClipRules unplanned,
      FirstLookProgress progress,
      Outbound outbound)
      throws UnreadableMediaException, IOException, InterruptedException {
    String location = objects.location(video.object());
    FirstLook before = progress.look();
    ActivityTrack activity =
        before == null ? PlannedRules.activity(unplanned, media, location) : before.activity();
    ClipRules byThese = activity == null ? unplanned : unplanned.planned(activity);
    PassOutput.Places places =
        (place, clips, counts, known) ->
            progress.keep(new FirstLook(activity, place, clips, counts, known));
    try (PassOutput output =
        new PassOutput(video, probe, objects, byThese, lanes, signals, quota, outbound, places)) {
      TargetGrid grid = byThese.windows().targets();
      if (before != null) {
        grid = goOn(output, before, byThese);
        LOG.info("Video {} goes on behind clip {}", video.videoId(), before.nextWindow() - 1);
      }
      PassResult result = media.all(location, grid, before == null ? null : before.place(), output);
      SignalReport report = output.finish(result);
      outbound.confirm();
      outbound.send(VideoSampled.TOPIC, sampled(video, probe, result, output, report));
      outbound.confirm();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The targets that are still wanted. */
  private static TargetGrid goOn(PassOutput output, FirstLook before, ClipRules rules)
      throws LostPlaceException {
    if (!SamplingProgress.fit(before.clips(), rules)) {
      throw new LostPlaceException("its clips were cut otherwise");
    }
    output.goOn(before);
    int next = before.nextWindow();
    // where none is left, the detectors still look on
    return rules.windows().targets(rules.windows().has(next) ? next : next - 1);
  }

  /** The model's rules know no size for a picture that is all but a line. */
  private static void checkShape(Probe probe) throws UnreadableMediaException {
    StreamInfo video = probe.video().orElse(null);
    if (video == null || video.width() == null || video.height() == null) {
      return;
    }
    try {
      SmartResize unused = SmartResize.of(video.width(), video.height(), 1, Long.MAX_VALUE);
    } catch (IllegalArgumentException e) {
      throw new UnreadableMediaException("video.unsupported-shape", String.valueOf(e.getMessage()));
    }
  }

  private VideoSampled sampled(
      VideoRegistered video,
      Probe probe,
      PassResult result,
      PassOutput output,
      SignalReport report) {
    List<Warning> warnings = new ArrayList<>(probe.warnings());
    warnings.addAll(result.warnings());
    return new VideoSampled(
        video.videoId(),
        result.duration(),
        output.clips(),
        report.events(),
        result.videoEnd() == null ? List.of() : output.sampled(result.videoEnd()),
        report.looks().stream().map(look -> whole(look, result.duration())).toList(),
        warnings);
  }

  /** A detector that could not look could look nowhere. */
  private static DetectorLook whole(DetectorLook look, MediaTime duration) {
    return look.outcome() == Outcome.NOT_ANALYSED
        ? new DetectorLook(
            look.source(),
            new TimeSpan(MediaTime.ZERO, MediaTime.max(MediaTime.ZERO, duration)),
            look.outcome(),
            look.reason())
        : look;
  }
}

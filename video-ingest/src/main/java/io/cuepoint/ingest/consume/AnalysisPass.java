package io.cuepoint.ingest.consume;

import io.cuepoint.contract.AnalysisRequested;
import io.cuepoint.contract.AnalysisSampled;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.clip.ClipLanes;
import io.cuepoint.ingest.clip.ClipQuota;
import io.cuepoint.ingest.clip.ClipRules;
import io.cuepoint.ingest.clip.ClipRulesSource;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.isolate.MediaReader;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.MessagePublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

/** Samples a video anew for one further analysis and publishes its clips. */
final class AnalysisPass implements Sampling<AnalysisRequested> {
  private final ObjectStore objects;
  private final MessagePublisher publisher;
  private final ClipRulesSource rules;
  private final ClipLanes lanes;
  private final ClipQuota quota;
  private final MediaReader media;

  AnalysisPass(
      MediaReader media,
      ObjectStore objects,
      MessagePublisher publisher,
      ClipRulesSource rules,
      ClipLanes lanes,
      ClipQuota quota) {
    this.media = media;
    this.objects = objects;
    this.publisher = publisher;
    this.rules = rules;
    this.lanes = lanes;
    this.quota = quota;
  }

  @Override
  public UUID videoId(AnalysisRequested request) {
    return request.videoId();
  }

  @Override
  public String object(AnalysisRequested request) {
    return request.object();
  }

  @Override
  public void fail(AnalysisRequested request, Failure failure) throws Exception {
    publisher
        .publish(
            AnalysisSampled.TOPIC,
            new AnalysisSampled(request.videoId(), request.analysis().id(), 0, List.of(), failure))
        .get();
  }

  /** Publishes the clips, then {@code AnalysisSampled}. */
  @Override
  public void run(AnalysisRequested request) throws Exception {
    Outbound outbound = new Outbound(publisher);
    ClipRules byThese =
        PlannedRules.of(
            rules.of(request.analysis(), request.sha256()),
            media,
            objects.location(request.object()));
    SamplingProgress progress = SamplingProgress.of(objects, request.videoId(), byThese);
    try (AnalysisOutput output =
        new AnalysisOutput(
            request.videoId(),
            byThese,
            objects,
            quota,
            progress.done(),
            clip -> send(request, byThese, clip, outbound, progress))) {
      output.finish(read(request, byThese, progress.done(), output));
      outbound.confirm();
      Failure nothing =
          output.clips() > 0
              ? null
              : new Failure("analysis.no-frames", "no frame lies in what was to be looked at");
      outbound.send(
          AnalysisSampled.TOPIC,
          new AnalysisSampled(
              request.videoId(),
              request.analysis().id(),
              output.clips(),
              output.sampled(),
              nothing));
      outbound.confirm();
      progress.forget();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Reads what the windows behind those that are done want. Returns where the video ends, or the
   * last window where that comes before.
   */
  private MediaTime read(
      AnalysisRequested request, ClipRules byThese, List<ClipSampled> done, AnalysisOutput output)
      throws UnreadableMediaException, IOException, InterruptedException {
    ClipSampled last = done.isEmpty() ? null : done.get(done.size() - 1);
    int first = last == null ? 0 : last.index() + 1;
    if (last != null && !byThese.windows().has(first)) {
      return last.window().end();
    }
    PassResult result =
        media.targets(objects.location(request.object()), byThese.windows().targets(first), output);
    return result.videoEnd() == null ? result.duration() : result.videoEnd();
  }

  private void send(
      AnalysisRequested request,
      ClipRules byThese,
      ClipSampled clip,
      Outbound outbound,
      SamplingProgress progress)
      throws InterruptedException {
    try {
      VideoGoneException.unlessThere(objects, request.object());
      outbound.send(
          byThese.interactive() ? ClipSampled.ASKED : lanes.of(byThese.windows(), clip.index()),
          clip);
      outbound.confirm();
      progress.add(clip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

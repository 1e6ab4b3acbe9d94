package io.cuepoint.ingest.consume;

import io.cuepoint.contract.AnalysisRequested;
import io.cuepoint.contract.AnalysisSampled;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.MediaTime;
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
  private final ClipQuota quota;
  private final MediaReader media;

  AnalysisPass(
      MediaReader media,
      ObjectStore objects,
      MessagePublisher publisher,
      ClipRulesSource rules,
      ClipQuota quota) {
    this.media = media;
    this.objects = objects;
    this.publisher = publisher;
    this.rules = rules;
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
    try (AnalysisOutput output =
        new AnalysisOutput(
            request.videoId(),
            byThese,
            objects,
            quota,
            clip -> send(request, byThese, clip, outbound))) {
      output.finish(read(request, byThese, output));
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
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Returns where the video ends, or the last window where that comes before. */
  private MediaTime read(AnalysisRequested request, ClipRules byThese, AnalysisOutput output)
      throws UnreadableMediaException, IOException, InterruptedException {
    PassResult result =
        media.targets(objects.location(request.object()), byThese.windows().targets(), output);
    return result.videoEnd() == null ? result.duration() : result.videoEnd();
  }

  private void send(
      AnalysisRequested request, ClipRules byThese, ClipSampled clip, Outbound outbound)
      throws InterruptedException {
    try {
      VideoGoneException.unlessThere(objects, request.object());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    outbound.send(byThese.interactive() ? ClipSampled.ASKED : ClipSampled.TOPIC, clip);
  }
}

package io.cuepoint.api.embedded;

import io.cuepoint.clip.Clip;
import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.StableId;
import io.cuepoint.contract.Task;
import io.cuepoint.index.merge.EventMerger;
import io.cuepoint.index.merge.Meaning;
import io.cuepoint.index.merge.Report;
import io.cuepoint.index.store.EventDraft;
import io.cuepoint.index.store.EventTable;
import io.cuepoint.ingest.clip.ClipCutter;
import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.ingest.clip.ClipQuota;
import io.cuepoint.ingest.clip.ClipRules;
import io.cuepoint.ingest.sample.MediaPass;
import io.cuepoint.ingest.sample.PassOptions;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.object.FileObjectStore;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.worker.localize.Localization;
import io.cuepoint.worker.localize.ModelLocalizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks a model when something happens in a video file, without broker or database: window by window
 * while the file is read.
 */
final class AskCommand {
  private static final Duration RECHECK = Duration.ofSeconds(1);

  /** Bytes; the model's budget of tokens keeps frames far below. */
  private static final int LARGEST_CLIP = 1 << 30;

  private final ModelLocalizer model;
  private final ClipProperties clips;
  private final AskOutput output;
  private final ObjectStore objects;
  private final List<Report> reports = new ArrayList<>();

  /**
   * @param scratch for clips, one at a time
   */
  AskCommand(ModelLocalizer model, ClipProperties clips, AskOutput output, Path scratch)
      throws IOException {
    this.model = model;
    this.clips = clips;
    this.output = output;
    this.objects = new FileObjectStore(scratch, 0);
  }

  /** Returns whether every window was answered. */
  boolean run(Path video, String question) throws Exception {
    UUID id = StableId.of("ask", video.toAbsolutePath());
    Analysis analysis = Analysis.first(id, Task.ground(question), Instant.EPOCH);
    ClipRules rules = ClipRules.of(clips, analysis, "", Optional.of(model.profile()));
    ClipQuota quota = new ClipQuota(objects, Long.MAX_VALUE, RECHECK);
    try (ClipCutter cutter = new ClipCutter(id, rules, objects, quota, this::look)) {
      PassSink sink =
          new PassSink() {
            @Override
            public void sample(SampledFrame frame) throws InterruptedException {
              try {
                cutter.add(frame);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          };
      PassResult result =
          new MediaPass(PassOptions.DEFAULT).run(video.toString(), rules.framesPerSecond(), sink);
      MediaTime end = result.videoEnd() == null ? result.duration() : result.videoEnd();
      cutter.finish(end);
    }
    events(id, question).forEach(output::event);
    return output.end();
  }

  private void look(ClipSampled clip) {
    output.window(clip.window());
    try {
      Localization seen =
          model.localize(clip, () -> Clip.open(objects, clip.object(), LARGEST_CLIP), output);
      if (seen.outcome() == Outcome.ANALYSED) {
        seen.events().forEach(event -> reports.add(new Report(event, clip.window())));
      } else {
        output.unanswered(clip.window(), String.valueOf(seen.reason()));
      }
      objects.delete(clip.object());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** What overlapping windows both saw is one event. */
  private List<EventDraft> events(UUID video, String question) {
    if (reports.isEmpty()) {
      return List.of();
    }
    Source source = reports.get(0).message().source();
    return EventMerger.merge(new EventTable.Group(video, source, question), reports, Meaning.WORDS)
        .stream()
        .map(merged -> merged.event())
        .toList();
  }
}

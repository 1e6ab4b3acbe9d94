package io.cuepoint.index.coverage;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.DetectorLook;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.coverage.CoverageLedger.Coverage;
import io.cuepoint.index.coverage.CoverageLedger.Look;
import io.cuepoint.index.coverage.CoverageLedger.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Computes a video's ledger: cut wherever something changes, stretches that say the same joined.
 */
final class Ledger {
  private final Facts facts;
  private final ModelLooks models;

  /** What each analysis sampled, the first one's first. */
  private final List<Sampling> samplings = new ArrayList<>();

  private Ledger(Facts facts) {
    this.facts = facts;
    this.models = new ModelLooks(facts);
    samplings.add(new Sampling(first(facts)));
    facts.later().forEach(later -> samplings.add(new Sampling(later.sampled())));
  }

  /** As long as ingest has not told of all, what is known of the first analysis's clips. */
  private static List<SampledSpan> first(Facts facts) {
    List<SampledSpan> told = facts.sampled();
    UUID first = Analysis.firstId(facts.videoId());
    return told != null
        ? told
        : facts.clips().stream()
            .filter(clip -> first.equals(clip.analysis()))
            .map(clip -> new SampledSpan(clip.window(), clip.framesPerSecond(), clip.frames()))
            .toList();
  }

  static Coverage of(Facts facts) {
    MediaTime duration = facts.duration();
    if (duration == null || duration.micros() <= 0) {
      return new Coverage(facts.videoId(), duration, List.of());
    }
    return new Coverage(
        facts.videoId(), duration, new Ledger(facts).spans(new TimeSpan(MediaTime.ZERO, duration)));
  }

  private List<Span> spans(TimeSpan whole) {
    List<MediaTime> bounds = bounds(whole);
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      Span next = span(new TimeSpan(bounds.get(i), bounds.get(i + 1)));
      Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
      if (last != null
          && last.sampledFps() == next.sampledFps()
          && last.looks().equals(next.looks())) {
        spans.set(
            spans.size() - 1,
            new Span(
                last.start(),
                next.end(),
                last.sampledFps(),
                last.frames() + next.frames(),
                last.looks()));
      } else {
        spans.add(next);
      }
    }
    return spans;
  }

  private Span span(TimeSpan stretch) {
    Sampling densest = samplings.get(0);
    for (Sampling sampling : samplings) {
      if (sampling.rateAt(stretch.start()) > densest.rateAt(stretch.start())) {
        densest = sampling;
      }
    }
    return new Span(
        stretch.start(),
        stretch.end(),
        densest.rateAt(stretch.start()),
        densest.framesIn(stretch),
        looks(stretch));
  }

  private List<MediaTime> bounds(TimeSpan whole) {
    TreeSet<MediaTime> bounds = new TreeSet<>(Comparator.naturalOrder());
    bounds.add(whole.start());
    bounds.add(whole.end());
    List<TimeSpan> changes = new ArrayList<>();
    samplings.forEach(sampling -> sampling.spans().forEach(part -> changes.add(part.span())));
    facts.detectors().forEach(look -> changes.add(look.span()));
    facts.clips().forEach(clip -> changes.add(clip.window()));
    for (TimeSpan change : changes) {
      for (MediaTime bound : List.of(change.start(), change.end())) {
        if (whole.contains(bound)) {
          bounds.add(bound);
        }
      }
    }
    return List.copyOf(bounds);
  }

  private List<Look> looks(TimeSpan stretch) {
    Set<Look> looks = new LinkedHashSet<>();
    for (DetectorLook look : facts.detectors()) {
      if (look.span().contains(stretch.start())) {
        looks.add(Look.ofDetector(look.source(), look.outcome(), look.reason()));
      }
    }
    if (looks.isEmpty() && facts.sampled() == null) {
      looks.add(withoutDetector(facts.failure()));
    }
    looks.addAll(models.at(stretch.start(), samplings.get(0).rateAt(stretch.start()) > 0));
    return List.copyOf(looks);
  }

  private static Look withoutDetector(@Nullable Failure failure) {
    return failure == null
        ? Look.ofNobody(Source.Kind.DETECTOR, Outcome.PENDING, null, null)
        : Look.ofNobody(
            Source.Kind.DETECTOR,
            Outcome.NOT_ANALYSED,
            failure.code() + ": " + failure.detail(),
            null);
  }
}

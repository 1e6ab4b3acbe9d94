package io.cuepoint.index.coverage;

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
import io.cuepoint.index.coverage.Facts.ClipFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Computes a video's ledger: cut wherever something changes, stretches that say the same joined.
 */
final class Ledger {
  private static final Look MODEL_PENDING =
      new Look(Source.Kind.MODEL, null, null, Outcome.PENDING, null);
  private static final Look DETECTORS_PENDING =
      new Look(Source.Kind.DETECTOR, null, null, Outcome.PENDING, null);
  private static final Look MODEL_WITHOUT_FRAMES =
      new Look(Source.Kind.MODEL, null, null, Outcome.NOT_ANALYSED, "no frames were sampled");

  private final Facts facts;
  private final List<SampledSpan> sampled;

  private Ledger(Facts facts) {
    this.facts = facts;
    List<SampledSpan> told = facts.sampled();
    this.sampled =
        told != null
            ? told
            : facts.clips().stream()
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
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      TimeSpan span = new TimeSpan(bounds.get(i), bounds.get(i + 1));
      Stretch next = new Stretch(span, rate(span), looks(span));
      Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
      if (last != null && last.rate() == next.rate() && last.looks().equals(next.looks())) {
        stretches.set(
            stretches.size() - 1, new Stretch(last.span().hull(span), last.rate(), last.looks()));
      } else {
        stretches.add(next);
      }
    }
    return new FrameCounts(sampled).with(stretches);
  }

  /** A stretch over which nothing changes. */
  record Stretch(TimeSpan span, double rate, List<Look> looks) {}

  private List<MediaTime> bounds(TimeSpan whole) {
    TreeSet<MediaTime> bounds = new TreeSet<>(Comparator.naturalOrder());
    bounds.add(whole.start());
    bounds.add(whole.end());
    List<TimeSpan> changes = new ArrayList<>();
    sampled.forEach(part -> changes.add(part.span()));
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

  private double rate(TimeSpan span) {
    return sampled.stream()
        .filter(part -> part.span().contains(span.start()))
        .mapToDouble(SampledSpan::framesPerSecond)
        .max()
        .orElse(0);
  }

  private List<Look> looks(TimeSpan span) {
    Set<Look> looks = new LinkedHashSet<>();
    for (DetectorLook look : facts.detectors()) {
      if (look.span().contains(span.start())) {
        Source source = look.source();
        looks.add(
            new Look(
                source.kind(), source.name(), source.version(), look.outcome(), look.reason()));
      }
    }
    Failure failure = facts.failure();
    boolean ended = facts.sampled() != null;
    if (looks.isEmpty() && !ended) {
      looks.add(failure == null ? DETECTORS_PENDING : given(Source.Kind.DETECTOR, failure));
    }
    looks.addAll(modelLooks(span, ended, failure));
    return List.copyOf(looks);
  }

  private List<Look> modelLooks(
      TimeSpan span, boolean ended, @org.jspecify.annotations.Nullable Failure failure) {
    List<ClipFacts> clips =
        facts.clips().stream().filter(clip -> clip.window().contains(span.start())).toList();
    if (clips.isEmpty()) {
      if (failure != null) {
        return List.of(given(Source.Kind.MODEL, failure));
      }
      // all clips may be told later than the end: what is sampled will have one
      return List.of(ended && rate(span) == 0 ? MODEL_WITHOUT_FRAMES : MODEL_PENDING);
    }
    List<Look> looks = new ArrayList<>();
    for (ClipFacts clip : clips) {
      looks.addAll(clip.looks().isEmpty() ? List.of(MODEL_PENDING) : clip.looks());
    }
    return BestLooks.of(looks);
  }

  private static Look given(Source.Kind kind, Failure failure) {
    return new Look(
        kind, null, null, Outcome.NOT_ANALYSED, failure.code() + ": " + failure.detail());
  }
}

package io.cuepoint.index.coverage;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.Source;
import io.cuepoint.index.coverage.CoverageLedger.Look;
import io.cuepoint.index.coverage.Facts.ClipFacts;
import io.cuepoint.index.coverage.Facts.Later;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What models made of a video, at any time of it. */
final class ModelLooks {
  private final Facts facts;
  private final UUID first;

  /** In the order in which they were asked for. */
  private final List<UUID> analyses = new ArrayList<>();

  ModelLooks(Facts facts) {
    this.facts = facts;
    this.first = Analysis.firstId(facts.videoId());
    analyses.add(first);
    facts.later().stream().map(Later::id).forEach(analyses::add);
  }

  /** The looks at {@code time}; {@code sampled}: whether the first analysis has frames there. */
  List<Look> at(MediaTime time, boolean sampled) {
    List<Look> looks = new ArrayList<>();
    boolean seen = false;
    for (ClipFacts clip : facts.clips()) {
      if (clip.window().contains(time)) {
        // of an analysis that is not known yet: it may be the first
        seen |= clip.analysis() == null || first.equals(clip.analysis());
        looks.addAll(
            clip.looks().isEmpty()
                ? List.of(Look.ofNobody(Source.Kind.MODEL, Outcome.PENDING, null, clip.analysis()))
                : clip.looks());
      }
    }
    if (!seen) {
      looks.add(withoutClip(sampled));
    }
    looks.sort(Comparator.comparing(this::rank));
    List<Look> best = BestLooks.of(looks);
    return best.stream().map(look -> superseded(look, best)).toList();
  }

  private Look withoutClip(boolean sampled) {
    Failure failure = facts.failure();
    if (failure != null) {
      return Look.ofNobody(
          Source.Kind.MODEL, Outcome.NOT_ANALYSED, failure.code() + ": " + failure.detail(), first);
    }
    // all clips may be told later than the end: what is sampled will have one
    return facts.sampled() != null && !sampled
        ? Look.ofNobody(Source.Kind.MODEL, Outcome.NOT_ANALYSED, "no frames were sampled", first)
        : Look.ofNobody(Source.Kind.MODEL, Outcome.PENDING, null, first);
  }

  private Look superseded(Look look, List<Look> all) {
    int rank = rank(look);
    return all.stream()
        .filter(
            later ->
                later.outcome() == Outcome.ANALYSED
                    && rank >= 0
                    && rank(later) > rank
                    && look.name() != null
                    && look.name().equals(later.name())
                    && Objects.equals(look.version(), later.version())
                    && Objects.equals(look.prompt(), later.prompt()))
        .max(Comparator.comparing(this::rank))
        .map(later -> look.supersededBy(Objects.requireNonNull(later.analysis())))
        .orElse(look);
  }

  /** -1 where the analysis is not known. */
  private int rank(Look look) {
    return look.analysis() == null ? -1 : analyses.indexOf(look.analysis());
  }
}

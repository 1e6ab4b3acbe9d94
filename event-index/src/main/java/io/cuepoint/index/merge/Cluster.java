package io.cuepoint.index.merge;

import io.cuepoint.contract.Box;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.StableId;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Uncertainty;
import io.cuepoint.index.store.EventDraft;
import io.cuepoint.index.store.EventRows;
import io.cuepoint.index.store.EventTable.Group;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reports of one event, sorted by {@link Report#BY_PLACE}. */
record Cluster(List<Report> members) {
  /** A report that its window did not cut off tells the bounds best. */
  private static final Comparator<Report> BEST_FIRST =
      Comparator.comparing((Report report) -> report.cutAtStart() || report.cutAtEnd())
          .thenComparing(
              report -> report.message().confidence(),
              Comparator.nullsLast(Comparator.reverseOrder()))
          .thenComparing(report -> -report.span().lengthMicros())
          .thenComparing(Report.BY_PLACE);

  private static final Comparator<Box> BY_TIME =
      Comparator.comparing(Box::time)
          .thenComparing(Box::left)
          .thenComparing(Box::top)
          .thenComparing(Box::toString);

  static Cluster of(Report report) {
    return new Cluster(List.of(report));
  }

  Cluster with(Cluster other) {
    return new Cluster(
        Stream.concat(members.stream(), other.members.stream()).sorted(Report.BY_PLACE).toList());
  }

  boolean canTake(Cluster other) {
    Set<@Nullable UUID> clips = new HashSet<>();
    return Stream.concat(members.stream(), other.members.stream())
        .allMatch(report -> clips.add(report.message().clipId()));
  }

  EventDraft event(Group group) {
    Report best = members.stream().min(BEST_FIRST).orElseThrow();
    Report first = best.cutAtStart() ? earliest() : best;
    Report last = best.cutAtEnd() ? latest() : best;
    return new EventDraft(
        id(group),
        group,
        new TimeSpan(first.span().start(), last.span().end()),
        best.message().description(),
        evidence(),
        new Uncertainty(first.message().uncertainty().start(), last.message().uncertainty().end()),
        members.stream()
            .map(report -> report.message().confidence())
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null),
        boxes(),
        best.message().data());
  }

  /** The place of the first report stands for the event: later ones leave it as it is. */
  private UUID id(Group group) {
    EventLocalized first = members.get(0).message();
    Source source = group.source();
    return StableId.of(
        "event",
        group.videoId(),
        EventRows.kind(source.kind()),
        source.name(),
        source.version(),
        EventRows.prompt(source),
        group.label(),
        first.clipId() == null ? "" : first.clipId(),
        first.span().start().micros(),
        first.span().end().micros());
  }

  private Report earliest() {
    return members.get(0);
  }

  private Report latest() {
    return members.stream()
        .min(
            Comparator.comparing((Report report) -> report.span().end())
                .reversed()
                .thenComparing(Report.BY_PLACE))
        .orElseThrow();
  }

  private List<MediaTime> evidence() {
    return members.stream()
        .flatMap(report -> report.message().evidence().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private List<Box> boxes() {
    return members.stream()
        .flatMap(report -> report.message().boxes().stream())
        .distinct()
        .sorted(BY_TIME)
        .toList();
  }
}

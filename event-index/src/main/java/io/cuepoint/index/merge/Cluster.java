package io.cuepoint.index.merge;

import io.cuepoint.contract.Box;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Uncertainty;
import io.cuepoint.index.store.EventDraft;
import io.cuepoint.index.store.EventTable.Group;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Sightings of one event by different clips, sorted by {@link Sighting#BY_PLACE}. */
record Cluster(List<Sighting> members) {
  /** One that its window did not cut off tells the bounds best. */
  private static final Comparator<Sighting> BEST_FIRST =
      Comparator.comparing((Sighting sighting) -> sighting.cutAtStart() || sighting.cutAtEnd())
          .thenComparing(
              sighting -> sighting.best().confidence(),
              Comparator.nullsLast(Comparator.reverseOrder()))
          .thenComparing(sighting -> -sighting.span().lengthMicros())
          .thenComparing(Sighting.BY_PLACE);

  private static final Comparator<Box> BY_TIME =
      Comparator.comparing(Box::time)
          .thenComparing(Box::left)
          .thenComparing(Box::top)
          .thenComparing(Box::toString);

  static Cluster of(Sighting sighting) {
    return new Cluster(List.of(sighting));
  }

  Cluster with(Cluster other) {
    return new Cluster(
        Stream.concat(members.stream(), other.members.stream()).sorted(Sighting.BY_PLACE).toList());
  }

  boolean canTake(Cluster other) {
    Set<String> clips = new HashSet<>();
    return Stream.concat(members.stream(), other.members.stream())
        .allMatch(sighting -> clips.add(sighting.clip()));
  }

  /** The report that stands first: later ones leave it as it is. */
  Report first() {
    return members.get(0).earliest();
  }

  Set<UUID> reports() {
    Set<UUID> ids = new HashSet<>();
    messages().filter(message -> message.clipId() != null).forEach(m -> ids.add(m.reportId()));
    return ids;
  }

  EventDraft event(Group group, UUID id) {
    Sighting best = members.stream().min(BEST_FIRST).orElseThrow();
    Report first = best.cutAtStart() ? first() : best.earliest();
    Report last = best.cutAtEnd() ? latest() : best.latest();
    return new EventDraft(
        id,
        group,
        new TimeSpan(first.span().start(), last.span().end()),
        best.best().description(),
        evidence(),
        new Uncertainty(first.message().uncertainty().start(), last.message().uncertainty().end()),
        messages()
            .map(EventLocalized::confidence)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null),
        boxes(),
        best.best().data());
  }

  private Report latest() {
    return members.stream()
        .map(Sighting::latest)
        .min(
            Comparator.comparing((Report report) -> report.span().end())
                .reversed()
                .thenComparing(Report.BY_PLACE))
        .orElseThrow();
  }

  private Stream<EventLocalized> messages() {
    return members.stream().flatMap(sighting -> sighting.reports().stream()).map(Report::message);
  }

  private List<MediaTime> evidence() {
    return messages().flatMap(message -> message.evidence().stream()).distinct().sorted().toList();
  }

  private List<Box> boxes() {
    return messages()
        .flatMap(message -> message.boxes().stream())
        .distinct()
        .sorted(BY_TIME)
        .toList();
  }
}

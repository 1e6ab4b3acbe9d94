package io.cuepoint.index.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Joins reports of clips that are of one event. */
final class Joining {
  /** Beyond this no two windows touch, and no two reports are near. */
  private static final long REACH_MICROS = 3 * Sighting.BORDER_MICROS;

  private final Meaning meaning;

  Joining(Meaning meaning) {
    this.meaning = meaning;
  }

  /** The clusters of {@code sorted}, which are in the order of their places. */
  Collection<Cluster> clusters(List<Report> sorted) {
    List<Sighting> sightings = sightings(sorted);
    Map<Sighting, Cluster> clusters = new HashMap<>();
    sightings.forEach(sighting -> clusters.put(sighting, Cluster.of(sighting)));
    for (Pair pair : pairs(sightings)) {
      Cluster first = clusters.get(pair.first());
      Cluster second = clusters.get(pair.second());
      if (first != null && second != null && first.canTake(second)) {
        Cluster both = first.with(second);
        both.members().forEach(member -> clusters.put(member, both));
      }
    }
    return new LinkedHashSet<>(clusters.values());
  }

  private List<Sighting> sightings(List<Report> sorted) {
    Map<String, List<Sighting>> clips = new LinkedHashMap<>();
    for (Report report : sorted) {
      Sighting next = Sighting.of(report);
      List<Sighting> clip = clips.computeIfAbsent(next.clip(), id -> new ArrayList<>());
      List<Sighting> same = clip.stream().filter(s -> saysTwice(s, report)).toList();
      clip.removeAll(same);
      clip.add(same.stream().reduce(next, Sighting::with));
    }
    return clips.values().stream().flatMap(List::stream).sorted(Sighting.BY_PLACE).toList();
  }

  private boolean saysTwice(Sighting sighting, Report report) {
    return sighting.reports().stream()
        .anyMatch(
            other ->
                Sameness.near(other.span(), report.span())
                    && meaning.same(other.message().description(), report.message().description()));
  }

  private List<Pair> pairs(List<Sighting> sorted) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      Sighting first = sorted.get(i);
      for (int j = i + 1; j < sorted.size(); j++) {
        Sighting second = sorted.get(j);
        if (first.span().end().microsUntil(second.span().start()) > REACH_MICROS) {
          break;
        }
        double sameness =
            first.clip().equals(second.clip()) ? Sameness.NONE : Sameness.of(first, second);
        if (sameness != Sameness.NONE
            && meaning.same(first.best().description(), second.best().description())) {
          pairs.add(new Pair(first, second, sameness));
        }
      }
    }
    // a stable sort: pairs that are equally sure stay in the order of their places
    pairs.sort(Comparator.comparingDouble(Pair::sameness).reversed());
    return pairs;
  }

  private record Pair(Sighting first, Sighting second, double sameness) {}
}

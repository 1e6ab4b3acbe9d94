package io.cuepoint.index.merge;

import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.store.EventDraft;
import io.cuepoint.index.store.EventTable.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Makes events of all reports of one group. A pure function of the set of reports: their order and
 * repeats make no difference.
 *
 * <p>Reports of different clips are joined by {@link Sameness}, the surest pair first, and never
 * two of one clip: what a clip tells apart stays apart. Reports about the whole video (without a
 * clip) are events as they are.
 */
public final class EventMerger {
  private EventMerger() {}

  /** The events of {@code reports}, all of which are of {@code group}, in time order. */
  public static List<EventDraft> merge(Group group, Collection<Report> reports) {
    List<Report> sorted = distinct(reports);
    List<EventDraft> events = new ArrayList<>();
    List<Report> ofClips = new ArrayList<>();
    for (Report report : sorted) {
      if (report.message().clipId() == null) {
        events.add(Cluster.of(report).event(group));
      } else {
        ofClips.add(report);
      }
    }
    clusters(ofClips).forEach(cluster -> events.add(cluster.event(group)));
    events.sort(
        Comparator.comparing((EventDraft event) -> event.span().start())
            .thenComparing(event -> event.span().end())
            .thenComparing(EventDraft::id));
    return events;
  }

  private static List<Report> distinct(Collection<Report> reports) {
    record Place(@org.jspecify.annotations.Nullable UUID clipId, TimeSpan span) {}
    Set<Place> seen = new HashSet<>();
    return reports.stream()
        .sorted(Report.BY_PLACE)
        .filter(report -> seen.add(new Place(report.message().clipId(), report.span())))
        .toList();
  }

  private static Collection<Cluster> clusters(List<Report> sorted) {
    Map<Report, Cluster> clusters = new HashMap<>();
    sorted.forEach(report -> clusters.put(report, Cluster.of(report)));
    for (Pair pair : pairs(sorted)) {
      Cluster first = clusters.get(pair.first());
      Cluster second = clusters.get(pair.second());
      if (first != null && second != null && first.canTake(second)) {
        Cluster both = first.with(second);
        both.members().forEach(member -> clusters.put(member, both));
      }
    }
    return new LinkedHashSet<>(clusters.values());
  }

  private static List<Pair> pairs(List<Report> sorted) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      Report first = sorted.get(i);
      for (int j = i + 1; j < sorted.size(); j++) {
        Report second = sorted.get(j);
        if (first.span().end().microsUntil(second.span().start()) > 2 * Report.BORDER_MICROS) {
          break;
        }
        double sameness = Sameness.of(first, second);
        if (sameness != Sameness.NONE) {
          pairs.add(new Pair(first, second, sameness));
        }
      }
    }
    // a stable sort: pairs that are equally sure stay in the order of their places
    pairs.sort(Comparator.comparingDouble(Pair::sameness).reversed());
    return pairs;
  }

  private record Pair(Report first, Report second, double sameness) {}
}

package io.cuepoint.index.merge;

import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.store.EventTable.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of all reports of one group. A pure function of the set of reports: their order and
 * repeats make no difference.
 *
 * <p>Only what means the same is joined. First, what one clip says twice: reports that overlap or
 * are hardly apart. Then, what different clips say, by {@link Sameness}, the surest pair first, and
 * never two sightings of one clip: what a clip tells apart stays apart. Reports about the whole
 * video (without a clip) are events as they are.
 */
public final class EventMerger {
  private EventMerger() {}

  /** The events of {@code reports}, all of which are of {@code group}, in time order. */
  public static List<Merged> merge(Group group, Collection<Report> reports, Meaning meaning) {
    List<Cluster> clusters = new ArrayList<>();
    List<Report> ofClips = new ArrayList<>();
    for (Report report : distinct(reports)) {
      if (report.message().clipId() == null) {
        clusters.add(Cluster.of(Sighting.of(report)));
      } else {
        ofClips.add(report);
      }
    }
    clusters.addAll(new Joining(meaning).clusters(ofClips));
    clusters.sort(Comparator.comparing(Cluster::first, Report.BY_PLACE));
    EventIds ids = new EventIds(group);
    return clusters.stream()
        .map(
            cluster -> new Merged(cluster.event(group, ids.of(cluster.first())), cluster.reports()))
        .sorted(
            Comparator.comparing((Merged merged) -> merged.event().span().start())
                .thenComparing(merged -> merged.event().span().end())
                .thenComparing(merged -> merged.event().id()))
        .toList();
  }

  /** A clip may report several things of one span, a detector of the whole video may not. */
  private static List<Report> distinct(Collection<Report> reports) {
    record Place(@Nullable UUID clipId, TimeSpan span, String wording) {}
    Set<Place> seen = new HashSet<>();
    return reports.stream()
        .sorted(Report.BY_PLACE)
        .filter(
            report -> {
              UUID clip = report.message().clipId();
              return seen.add(new Place(clip, report.span(), clip == null ? "" : report.wording()));
            })
        .toList();
  }
}

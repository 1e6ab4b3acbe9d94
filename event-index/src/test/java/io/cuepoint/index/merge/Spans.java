package io.cuepoint.index.merge;

import io.cuepoint.contract.TimeSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How well found events match the true ones. */
final class Spans {
  private static final double MATCH = 0.5;

  private Spans() {}

  /** Something from when to when. */
  record Described(TimeSpan span, String description) {}

  /** F1 at a temporal IoU of 0.5 and equal descriptions: greedily, best pair first, one to one. */
  static double f1(List<Described> truth, List<Described> found) {
    record Pair(Described truth, Described found, double iou) {}
    List<Pair> pairs = new ArrayList<>();
    for (Described one : truth) {
      for (Described other : found) {
        double iou = one.span().iou(other.span());
        if (iou >= MATCH && Wording.of(one.description()).equals(Wording.of(other.description()))) {
          pairs.add(new Pair(one, other, iou));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::iou).reversed());
    List<Described> open = new ArrayList<>(truth);
    List<Described> left = new ArrayList<>(found);
    int matched = 0;
    for (Pair pair : pairs) {
      if (open.contains(pair.truth()) && left.contains(pair.found())) {
        open.remove(pair.truth());
        left.remove(pair.found());
        matched++;
      }
    }
    return 2.0 * matched / (truth.size() + found.size());
  }

  static List<Described> of(List<Merged> events) {
    return events.stream()
        .map(merged -> new Described(merged.event().span(), merged.event().description()))
        .toList();
  }
}

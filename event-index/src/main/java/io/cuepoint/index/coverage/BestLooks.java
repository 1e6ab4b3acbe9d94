package io.cuepoint.index.coverage;

import io.cuepoint.contract.Outcome;
import io.cuepoint.index.coverage.CoverageLedger.Look;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What several clips that show the same stretch say together: of each model and prompt the best
 * outcome in each analysis, and of nobody in particular only where no model is named.
 */
final class BestLooks {
  private static final List<Outcome> BEST_FIRST =
      List.of(Outcome.ANALYSED, Outcome.PENDING, Outcome.FAILED, Outcome.NOT_ANALYSED);

  private BestLooks() {}

  /** Those of one model and prompt stay in the order in which they first come. */
  static List<Look> of(List<Look> looks) {
    record Model(
        @Nullable String name,
        @Nullable String version,
        @Nullable String prompt,
        @Nullable UUID analysis) {}
    Map<Model, Look> best = new LinkedHashMap<>();
    for (Look look : looks) {
      Model model = new Model(look.name(), look.version(), look.prompt(), look.analysis());
      best.merge(model, look, (a, b) -> rank(a) <= rank(b) ? a : b);
    }
    List<Look> named = new ArrayList<>(best.values());
    named.removeIf(look -> look.name() == null);
    boolean analysed = named.stream().anyMatch(look -> look.outcome() == Outcome.ANALYSED);
    List<Look> result = analysed ? named : new ArrayList<>(best.values());
    result.sort(
        Comparator.comparing((Look look) -> String.valueOf(look.name()))
            .thenComparing(look -> String.valueOf(look.version()))
            .thenComparing(look -> String.valueOf(look.prompt())));
    return result;
  }

  private static int rank(Look look) {
    return BEST_FIRST.indexOf(look.outcome());
  }
}

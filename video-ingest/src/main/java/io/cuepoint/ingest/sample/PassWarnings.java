package io.cuepoint.ingest.sample;

import io.cuepoint.contract.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pass's warnings; of one code no more than {@value #MAX_A_CODE}, the last one says so. */
public final class PassWarnings {
  static final int MAX_A_CODE = 50;

  private final List<Warning> warnings = new ArrayList<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /** Takes over the warnings of a pass that was broken off. */
  void goOn(PassState state) {
    warnings.addAll(state.warnings());
    counts.putAll(state.warningCounts());
  }

  /** Those that are kept. */
  List<Warning> kept() {
    return List.copyOf(warnings);
  }

  /** How many there were of each code. */
  Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }

  public void add(Warning warning) {
    int count = counts.merge(warning.code(), 1, Integer::sum);
    if (count <= MAX_A_CODE) {
      warnings.add(warning);
    }
  }

  public void add(String code, String detail) {
    add(new Warning(code, detail, null, null));
  }

  public List<Warning> all() {
    List<Warning> all = new ArrayList<>(warnings);
    counts.forEach(
        (code, count) -> {
          if (count > MAX_A_CODE) {
            String detail = "and %d more of these".formatted(count - MAX_A_CODE);
            all.add(new Warning(code, detail, null, null));
          }
        });
    return all;
  }
}

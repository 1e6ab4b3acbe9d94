package io.cuepoint.worker.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** Figures side by side, and the ratios that matter. */
public final class BenchmarkTable {
  private static final int NAME = 36;
  private static final int CELL = 19;

  private final String shape;
  private final Map<String, Map<String, Double>> columns;

  /**
   * Of the figures of every runner, by the names of runners and rows.
   *
   * @param shape what all of them ran
   */
  public BenchmarkTable(String shape, Map<String, Map<String, Double>> columns) {
    this.shape = shape;
    this.columns = new LinkedHashMap<>(columns);
  }

  public String shape() {
    return shape;
  }

  /** The figures, as they were given. */
  public Map<String, Map<String, Double>> columns() {
    return Collections.unmodifiableMap(columns);
  }

  /** Lines for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder(String.format("%-" + NAME + "s", shape));
    columns.keySet().forEach(name -> head.append(String.format("%" + CELL + "s", name)));
    lines.add(head.toString());
    for (String row : Row.ALL) {
      if (columns.values().stream().anyMatch(column -> column.containsKey(row))) {
        StringBuilder line = new StringBuilder(String.format("%-" + NAME + "s", row));
        for (Map<String, Double> column : columns.values()) {
          Double value = column.get(row);
          String cell = value == null ? "" : String.format(Locale.ROOT, "%.2f", value);
          line.append(String.format("%" + CELL + "s", cell));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  /** Ratios of decoding and prefill between runners that are both there, by their names. */
  public Map<String, Double> ratios() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    BiConsumer<String, String> pair =
        (of, to) -> {
          for (String row : List.of(Row.DECODE, Row.DECODE_LONG, Row.PREFILL)) {
            Double first = columns.getOrDefault(of, Map.of()).get(row);
            Double second = columns.getOrDefault(to, Map.of()).get(row);
            if (first != null && second != null) {
              ratios.put(of + " / " + to + ": " + row.replace(", tokens/s", ""), first / second);
            }
          }
        };
    pair.accept("int8", "f32");
    pair.accept("int4", "int8");
    pair.accept("int8", "llama.cpp Q8_0");
    pair.accept("int4", "llama.cpp Q4_0");
    pair.accept("int8", "transformers bf16");
    pair.accept("f32", "transformers f32");
    return ratios;
  }
}

package io.cuepoint.worker.graph;

import java.util.ArrayList;
import java.util.List;

/** One axis of a graph's input or output: a size, or a name for a size known at the run. */
sealed interface Dim {
  /** A size that is part of the graph. */
  record Size(long value) implements Dim {}

  /** A size that each run chooses; the same name is the same size. */
  record Named(String name) implements Dim {}

  /** A shape of sizes (numbers) and names (strings). */
  static List<Dim> shape(Object... axes) {
    List<Dim> dims = new ArrayList<>();
    for (Object axis : axes) {
      dims.add(axis instanceof Number n ? new Size(n.longValue()) : new Named((String) axis));
    }
    return dims;
  }
}

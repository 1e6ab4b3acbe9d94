package io.cuepoint.worker.benchmark;

import java.util.Map;

/**
 * Another program on the same shape.
 *
 * @param figures by row of the table; empty when it did not run
 * @param missing why it did not run; empty when it did
 */
public record Peer(String name, Map<String, Double> figures, String missing) {
  public Peer {
    figures = Map.copyOf(figures);
  }
}

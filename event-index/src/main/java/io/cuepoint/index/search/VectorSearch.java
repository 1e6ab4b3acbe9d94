package io.cuepoint.index.search;

import io.cuepoint.index.store.Conditions;
import java.util.Map;

/** Ranks events by meaning. */
public interface VectorSearch {
  /** By which means, and if not by pgvector, why; for people. */
  String describe();

  /** Whether pgvector does it. */
  boolean pgvector();

  /**
   * The {@code limit} events nearest to {@code meaning} of those that fulfil {@code where}. To be
   * called in the transaction in which the nearest are used.
   *
   * @param where over {@code e} (event) and {@code v} (video)
   * @param meaning a vector of length 1
   */
  Nearest nearest(Conditions where, float[] meaning, int limit);

  /**
   * A query that gives {@code id} and {@code similarity} (cosine).
   *
   * @param params its parameters, besides those of {@code where}
   */
  record Nearest(String sql, Map<String, Object> params) {}
}

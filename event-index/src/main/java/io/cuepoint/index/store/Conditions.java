package io.cuepoint.index.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conditions of a query, all of which must hold, with their named parameters. */
public final class Conditions {
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, @Nullable Object> params = new LinkedHashMap<>();

  public Conditions and(String sql) {
    conditions.add(sql);
    return this;
  }

  public Conditions and(String sql, String name, Object value) {
    return and(sql).param(name, value);
  }

  public Conditions param(String name, Object value) {
    params.put(name, value);
    return this;
  }

  /** {@code " where ..."}. */
  public String sql() {
    return " where " + (conditions.isEmpty() ? "true" : String.join(" and ", conditions)) + " ";
  }

  public Map<String, @Nullable Object> params() {
    return params;
  }
}

package io.cuepoint.api.system;

import io.cuepoint.api.system.SystemView.Database;
import io.cuepoint.index.search.VectorSearch;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the database says of itself. Blocking. */
final class DatabaseFacts {
  private final JdbcTemplate jdbc;
  private final VectorSearch vectors;

  DatabaseFacts(JdbcTemplate jdbc, VectorSearch vectors) {
    this.jdbc = jdbc;
    this.vectors = vectors;
  }

  Database read() {
    String version = jdbc.queryForObject("show server_version", String.class);
    return new Database(true, "PostgreSQL " + version, vectors.describe());
  }

  Database unreachable() {
    return new Database(false, null, vectors.describe());
  }
}

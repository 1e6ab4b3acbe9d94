package io.cuepoint.index.search;

import io.cuepoint.index.embed.EmbeddingSpace;
import io.cuepoint.index.store.DatabaseProperties.Pgvector;
import io.cuepoint.index.store.Schema;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What pgvector needs in the database, made at every start and not by a migration: the extension
 * may come, or go, at any time. The vectors lie in {@code event_embedding} in any case; this is a
 * second copy of them with an index, without foreign keys, so that nothing else touches it where
 * the extension is gone.
 */
public final class VectorSchema {
  private static final Logger log = LoggerFactory.getLogger(VectorSchema.class);
  private static final long STARTERS = 0x6375_6570_0003L;
  private static final int MAX_INDEXED_DIMENSION = 2000;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final boolean mayCreate;

  VectorSchema(JdbcTemplate jdbc, TransactionTemplate transaction, boolean mayCreate) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.mayCreate = mayCreate;
  }

  /** By the role that owns the tables; where that is not this process, what is there is used. */
  static VectorSchema of(Schema schema, JdbcTemplate user, TransactionTemplate transaction) {
    DataSource owner = schema.owner();
    return owner == null
        ? new VectorSchema(user, transaction, false)
        : new VectorSchema(
            new JdbcTemplate(owner),
            new TransactionTemplate(new JdbcTransactionManager(owner)),
            true);
  }

  /**
   * Makes pgvector usable; why it is not, or null.
   *
   * @throws PgvectorMissingException when it is required and cannot be used
   */
  @Nullable String prepare(Pgvector wanted, EmbeddingSpace space) {
    if (wanted == Pgvector.UNUSED) {
      return "cuepoint.database.pgvector is unused";
    }
    String lacking = lacking();
    if (lacking == null) {
      try {
        if (mayCreate) {
          transaction.executeWithoutResult(status -> create(space));
          return null;
        }
        lacking = made();
        if (lacking == null) {
          return null;
        }
      } catch (DataAccessException e) {
        lacking = String.valueOf(e.getMostSpecificCause().getMessage());
      }
    }
    if (wanted == Pgvector.REQUIRED) {
      throw new PgvectorMissingException(lacking);
    }
    log.warn("vectors are compared in this process, not by pgvector: {}", lacking);
    return lacking;
  }

  private @Nullable String lacking() {
    String version =
        JdbcClient.create(jdbc)
            .sql("select default_version from pg_available_extensions where name = 'vector'")
            .query(String.class)
            .optional()
            .orElse(null);
    if (version == null) {
      return "the PostgreSQL server has no extension named vector";
    }
    return version.matches("0\\.[0-7](\\..*)?")
        ? "pgvector " + version + " (expected: 0.8 or newer)"
        : null;
  }

  /** Null when the process that owns the tables made this one. */
  private @Nullable String made() {
    String table = jdbc.queryForObject("select to_regclass('event_vector')::text", String.class);
    return table != null
        ? null
        : "the table event_vector is missing (expected: made by the role that migrates)";
  }

  private void create(EmbeddingSpace space) {
    jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, STARTERS);
    jdbc.execute("create extension if not exists vector with schema public");
    jdbc.execute(
        """
        create table if not exists event_vector (
          event_id uuid primary key,
          model integer not null,
          meaning vector not null)
        """);
    int gone =
        jdbc.update(
            """
            delete from event_vector x where not exists
              (select 1 from event_embedding ee
               where ee.event_id = x.event_id and ee.model = x.model)
            """);
    int added =
        jdbc.update(
            """
            insert into event_vector (event_id, model, meaning)
            select ee.event_id, ee.model, ee.vector::vector from event_embedding ee
            where not exists (select 1 from event_vector x where x.event_id = ee.event_id)
            """);
    if (gone + added > 0) {
      log.info("vectors brought up to date: {} added, {} removed", added, gone);
    }
    if (space.dimension() <= MAX_INDEXED_DIMENSION) {
      // parallel builds of some versions overflow
      jdbc.execute("set local max_parallel_maintenance_workers = 0");
      jdbc.execute(
          """
          create index if not exists event_vector_hnsw_%1$d on event_vector
          using hnsw ((meaning::vector(%2$d)) vector_cosine_ops) where model = %1$d
          """
              .formatted(space.model(), space.dimension()));
    }
  }
}

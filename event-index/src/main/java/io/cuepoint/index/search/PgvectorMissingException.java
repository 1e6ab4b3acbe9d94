package io.cuepoint.index.search;

/** The database was to have pgvector and does not. */
public final class PgvectorMissingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PgvectorMissingException(String lacking) {
    super(
        "database.no-pgvector: "
            + lacking
            + " (expected: pgvector 0.8 or newer; cuepoint.database.pgvector=optional does without)");
  }
}

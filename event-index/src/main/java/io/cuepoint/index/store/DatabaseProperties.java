package io.cuepoint.index.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The PostgreSQL database, 15 or newer.
 *
 * @param url JDBC address; TLS and its verification are said there, as the driver knows them
 *     ({@code sslmode=verify-full}, {@code sslrootcert}, {@code sslcert}, {@code sslkey})
 * @param user who reads and writes rows
 * @param poolSize connections held at most by this process
 * @param pgvector whether a database without the extension is refused
 * @param startTimeout how long a database that does not answer yet, or is not migrated yet, is
 *     waited for at the start
 * @param migrate whether this process makes and changes tables; else it waits until that is done
 * @param migrationUser who makes and changes tables, and lets {@code user} use them; null: {@code
 *     user}
 */
@ConfigurationProperties("cuepoint.database")
public record DatabaseProperties(
    @DefaultValue("jdbc:postgresql://127.0.0.1:5432/cuepoint") String url,
    @DefaultValue("cuepoint") String user,
    @DefaultValue("") String password,
    @DefaultValue("10") int poolSize,
    @DefaultValue("required") Pgvector pgvector,
    @DefaultValue("60s") Duration startTimeout,
    @DefaultValue("true") boolean migrate,
    @Nullable String migrationUser,
    @DefaultValue("") String migrationPassword) {
  private static final String PREFIX = "jdbc:postgresql:";

  public DatabaseProperties {
    if (!url.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "cuepoint.database.url: expected an address that begins with " + PREFIX);
    }
    if (poolSize < 4) {
      throw new IllegalArgumentException(
          "cuepoint.database.pool-size: " + poolSize + " (expected: 4 or more)");
    }
  }

  /** Hosts and ports alone: what else an address holds may be secret. */
  String address() {
    String place = url.substring(PREFIX.length()).replaceFirst("[?].*$", "");
    return place.startsWith("//") ? place.substring(2).replaceFirst("/.*$", "") : "localhost";
  }

  /** Who owns the tables; null where this process is not to change them. */
  @Nullable String owner() {
    if (!migrate) {
      return null;
    }
    return migrationUser == null ? user : migrationUser;
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return "DatabaseProperties[user=" + user + ", migrate=" + migrate + "]";
  }

  /** What to do where the extension is missing. */
  public enum Pgvector {
    /** Refuse to start. */
    REQUIRED,
    /** Compare vectors exactly in the service. */
    OPTIONAL,
    /** Compare vectors exactly in the service even where the extension is there. */
    UNUSED
  }
}

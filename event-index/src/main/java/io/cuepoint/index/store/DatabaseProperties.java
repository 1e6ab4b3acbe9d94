package io.cuepoint.index.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The PostgreSQL database, 15 or newer.
 *
 * @param url JDBC address
 * @param poolSize connections held at most by this process
 * @param pgvector whether a database without the extension is refused
 * @param startTimeout how long a database that does not answer yet is waited for at the start
 */
@ConfigurationProperties("cuepoint.database")
public record DatabaseProperties(
    @DefaultValue("jdbc:postgresql://127.0.0.1:5432/cuepoint") String url,
    @DefaultValue("cuepoint") String user,
    @DefaultValue("") String password,
    @DefaultValue("10") int poolSize,
    @DefaultValue("required") Pgvector pgvector,
    @DefaultValue("60s") Duration startTimeout) {
  public DatabaseProperties {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "cuepoint.database.url: expected an address that begins with jdbc:postgresql:");
    }
    if (poolSize < 4) {
      throw new IllegalArgumentException(
          "cuepoint.database.pool-size: " + poolSize + " (expected: 4 or more)");
    }
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

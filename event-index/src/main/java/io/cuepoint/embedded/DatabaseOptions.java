package io.cuepoint.embedded;

import java.time.Duration;

/**
 * How {@link EmbeddedDatabase} starts.
 *
 * @param port on loopback; 0 takes a free one
 * @param pgvector {@link #AUTOMATIC}, {@link #NONE}, or the path of the Debian package or of a
 *     folder it was unpacked into
 * @param timeout for the server to accept connections; a long recovery counts
 */
public record DatabaseOptions(int port, String pgvector, Duration timeout) {
  /** pgvector from the caches, else from this machine's own Debian mirror. */
  public static final String AUTOMATIC = "";

  /** Without pgvector, on purpose. */
  public static final String NONE = "none";

  public DatabaseOptions {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
  }

  /**
   * A free port, a minute's time, pgvector as the system property {@code
   * cuepoint.embedded.pgvector} says.
   */
  public static DatabaseOptions defaults() {
    return new DatabaseOptions(
        0, System.getProperty("cuepoint.embedded.pgvector", AUTOMATIC), Duration.ofMinutes(1));
  }

  public DatabaseOptions withPgvector(String value) {
    return new DatabaseOptions(port, value, timeout);
  }

  public DatabaseOptions withPort(int value) {
    return new DatabaseOptions(value, pgvector, timeout);
  }
}

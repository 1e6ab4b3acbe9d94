package io.cuepoint.ingest.testclips;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The material that lies beside a checkout and not in it ({@code shared}): property {@code
 * cuepoint.shared}, else environment {@code CUEPOINT_SHARED}, else {@code ../shared} of the reactor
 * root.
 */
public final class SharedFiles {
  private SharedFiles() {}

  /** The file or folder; a test without it is skipped and says so. */
  public static Path require(String name) {
    Path path = root().resolve(name);
    Assumptions.assumeTrue(Files.exists(path), () -> "not here: shared/" + name);
    return path;
  }

  private static Path root() {
    return Optional.ofNullable(System.getProperty("cuepoint.shared"))
        .or(() -> Optional.ofNullable(System.getenv("CUEPOINT_SHARED")))
        .map(Path::of)
        .orElseGet(() -> reactorRoot().resolveSibling("shared"));
  }

  private static Path reactorRoot() {
    Path path = Path.of("").toAbsolutePath();
    while (path.getParent() != null && !Files.isDirectory(path.resolve(".mvn"))) {
      path = path.getParent();
    }
    return path;
  }
}

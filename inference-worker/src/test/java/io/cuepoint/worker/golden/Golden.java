package io.cuepoint.worker.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Folders of checkpoints with what the reference computed on them: a small one among the test
 * resources, and the whole one in {@code shared/golden} beside the checkout ({@code
 * cuepoint.shared}, else environment {@code CUEPOINT_SHARED}, else {@code ../shared}).
 */
public final class Golden {
  private Golden() {}

  /** The part that is always there: cases without the reference's inner tensors. */
  public static Path bundled() {
    try {
      return Path.of(
          Optional.ofNullable(Golden.class.getResource("/golden")).orElseThrow().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All of it; a test without it is skipped and says so. */
  public static Path shared() {
    Path path = root().resolve("golden");
    Assumptions.assumeTrue(Files.exists(path), "not here: shared/golden");
    return path;
  }

  /** Every case of every checkpoint in {@code folder}. */
  public static List<GoldenCase> cases(Path folder) {
    try (Stream<Path> files = Files.find(folder, 2, (file, attributes) -> isCase(file))) {
      return files
          .sorted()
          .map(
              file ->
                  new GoldenCase(
                      folder,
                      file.getParent().getFileName().toString(),
                      file.getFileName().toString().replace(".case.json", "")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isCase(Path file) {
    return file.getFileName().toString().endsWith(".case.json");
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

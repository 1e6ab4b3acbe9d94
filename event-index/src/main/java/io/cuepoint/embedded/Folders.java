package io.cuepoint.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Folders that are there whole or not at all: filled beside their place under a name beginning with
 * {@code new-}, then moved there. A process killed in between leaves only such a beginning.
 */
final class Folders {
  private static final String UNFINISHED = "new-";

  private Folders() {}

  interface Filling {
    void fill(Path folder) throws IOException, InterruptedException;
  }

  static void createWhole(Path folder, Filling filling) throws IOException, InterruptedException {
    Path unfinished = folder.resolveSibling(UNFINISHED + UUID.randomUUID());
    Files.createDirectories(unfinished);
    try {
      filling.fill(unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(unfinished);
    }
  }

  /** Deletes what killed processes left in {@code parent}. */
  static void deleteUnfinished(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      for (Path entry :
          entries.filter(e -> e.getFileName().toString().startsWith(UNFINISHED)).toList()) {
        delete(entry);
      }
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (NoSuchFileException e) {
      // gone already
    }
  }
}

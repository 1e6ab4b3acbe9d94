package io.cuepoint.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pgvector extension, which the server's own package lacks, put into its folders. */
final class Pgvector {
  private static final String LIBRARY = "vector.so";

  private final Path home;
  private final String source;

  /**
   * @param source as {@link DatabaseOptions#pgvector()}
   */
  Pgvector(Path home, String source) {
    this.home = home;
    this.source = source;
  }

  /** Returns null when the extension is in place, else why it is not. */
  @Nullable String installInto(PostgresBinaries binaries) throws InterruptedException {
    try {
      if (source.equals(DatabaseOptions.NONE)) {
        remove(binaries);
        return "switched off by cuepoint.embedded.pgvector=none";
      }
      Path control = binaries.extensions().resolve("vector.control");
      if (source.equals(DatabaseOptions.AUTOMATIC) && Files.exists(control)) {
        return null;
      }
      Path unpacked = home.resolve("pgvector");
      Folders.delete(unpacked);
      Folders.createWhole(unpacked, this::fill);
      install(unpacked, binaries);
      return null;
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private void fill(Path folder) throws IOException, InterruptedException {
    Path given = Path.of(source);
    if (!source.equals(DatabaseOptions.AUTOMATIC) && Files.isDirectory(given)) {
      try (Stream<Path> files = Files.walk(given)) {
        for (Path file : files.filter(PgvectorPackage::wanted).toList()) {
          Files.copy(file, folder.resolve(file.getFileName()));
        }
      }
    } else {
      Path file = source.equals(DatabaseOptions.AUTOMATIC) ? new PgvectorCache(home).find() : given;
      if (!Files.isRegularFile(file)) {
        throw new IOException("cuepoint.embedded.pgvector: no file or folder " + file);
      }
      PgvectorPackage.unpack(file, folder);
    }
    Path library = folder.resolve(LIBRARY);
    if (!Files.exists(library) || !Files.exists(folder.resolve("vector.control"))) {
      throw new IOException(source + " holds no vector.so with its vector.control");
    }
    if (CLibrary.olderThan(2, 38)) {
      Files.write(library, SharedObject.withoutVersion(Files.readAllBytes(library), "GLIBC_2.38"));
    }
  }

  private static void install(Path unpacked, PostgresBinaries binaries) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(unpacked)) {
      files = entries.toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (!name.equals("vector.control")) {
        Path folder = name.equals(LIBRARY) ? binaries.libraries() : binaries.extensions();
        Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    // last, as it is what makes the extension known
    Files.move(
        unpacked.resolve("vector.control"),
        binaries.extensions().resolve("vector.control"),
        StandardCopyOption.ATOMIC_MOVE);
    Folders.delete(unpacked);
  }

  private static void remove(PostgresBinaries binaries) throws IOException {
    Files.deleteIfExists(binaries.extensions().resolve("vector.control"));
    Files.deleteIfExists(binaries.libraries().resolve(LIBRARY));
  }
}

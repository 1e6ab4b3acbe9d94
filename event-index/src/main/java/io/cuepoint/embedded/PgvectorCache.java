package io.cuepoint.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The package of pgvector kept under the home and, for other homes of the same user, in the user's
 * cache folder; downloaded when neither has it.
 */
final class PgvectorCache {
  private static final Logger log = LoggerFactory.getLogger(PgvectorCache.class);

  private final Path ofHome;
  private final Path ofUser;

  PgvectorCache(Path home) {
    this.ofHome = home.resolve(PgvectorPackage.FILE);
    this.ofUser = userFolder().resolve(PgvectorPackage.FILE);
  }

  private static Path userFolder() {
    String given = System.getenv("XDG_CACHE_HOME");
    Path caches =
        given != null && Path.of(given).isAbsolute()
            ? Path.of(given)
            : Path.of(System.getProperty("user.home"), ".cache");
    return caches.resolve("cuepoint");
  }

  Path find() throws IOException, InterruptedException {
    if (Files.exists(ofHome) && PgvectorPackage.genuine(ofHome)) {
      return ofHome;
    }
    if (!Files.exists(ofUser) || !PgvectorPackage.genuine(ofUser)) {
      byte[] bytes = new DebianMirror().fetch(PgvectorPackage.PATH_ON_MIRROR);
      write(bytes, ofHome);
      if (!PgvectorPackage.genuine(ofHome)) {
        Files.delete(ofHome);
        throw new IOException("the mirror's package of pgvector has another checksum");
      }
      try {
        write(bytes, ofUser);
      } catch (IOException e) {
        log.info("pgvector is not kept in the user's cache: {}", e.toString());
      }
      return ofHome;
    }
    write(Files.readAllBytes(ofUser), ofHome);
    return ofHome;
  }

  private static void write(byte[] bytes, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Path unfinished = Files.createTempFile(file.getParent(), "new-", ".deb");
    try {
      Files.write(unfinished, bytes);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}

package io.cuepoint.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Debian 13's package of pgvector for Postgres 17. */
final class PgvectorPackage {
  static final String FILE = "postgresql-17-pgvector_0.8.0-1_amd64.deb";
  static final String PATH_ON_MIRROR = "pool/main/p/pgvector/" + FILE;
  static final String SHA256 = "6e8a457eb252617b66cf7b2908c736127eae43703fffec94492ac131ca921515";

  private PgvectorPackage() {}

  static boolean genuine(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Checksum.sha256(in).equals(SHA256);
    }
  }

  /** Whether the file is one that the server needs: the library, the control file, a script. */
  static boolean wanted(Path file) {
    String name = file.getFileName().toString();
    return name.equals("vector.so")
        || name.equals("vector.control")
        || (name.startsWith("vector--") && name.endsWith(".sql"));
  }

  /** Writes the files that the server needs into {@code folder}, without their folders. */
  static void unpack(Path file, Path folder) throws IOException {
    if (!genuine(file)) {
      throw new IOException(file + " is not the expected package (SHA-256 " + SHA256 + ")");
    }
    try (ArArchiveInputStream deb =
        new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (ArArchiveEntry part = deb.getNextEntry(); part != null; part = deb.getNextEntry()) {
        if (part.getName().startsWith("data.tar.xz")) {
          unpack(new TarArchiveInputStream(new XZCompressorInputStream(deb)), folder);
          return;
        }
      }
    }
    throw new IOException(file + " holds no data.tar.xz");
  }

  private static void unpack(TarArchiveInputStream tar, Path folder) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path name = Path.of(entry.getName());
      if (entry.isFile() && wanted(name)) {
        Files.copy(tar, folder.resolve(name.getFileName().toString()));
      }
    }
  }
}

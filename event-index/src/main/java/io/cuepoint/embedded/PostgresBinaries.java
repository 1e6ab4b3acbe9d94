package io.cuepoint.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Postgres's programs, unpacked once from the jar that carries them. */
record PostgresBinaries(Path root) {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final String PREFIX = "postgres-";

  /** Those of this version under {@code home}; those of other versions there are deleted. */
  static PostgresBinaries in(Path home) throws IOException, InterruptedException {
    Path root = home.resolve(PREFIX + version());
    if (!Files.exists(root)) {
      Folders.createWhole(root, PostgresBinaries::unpack);
    }
    for (Path other : others(home, root)) {
      Folders.delete(other);
    }
    return new PostgresBinaries(root);
  }

  private static List<Path> others(Path home, Path root) throws IOException {
    try (Stream<Path> entries = Files.list(home)) {
      return entries
          .filter(e -> e.getFileName().toString().startsWith(PREFIX) && !e.equals(root))
          .filter(Files::isDirectory)
          .toList();
    }
  }

  private static String version() throws IOException {
    try (InputStream archive = archive()) {
      return Checksum.sha256(archive).substring(0, 12);
    }
  }

  private static InputStream archive() throws IOException {
    InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
    if (archive == null) {
      throw new IOException("no Postgres for Linux x86-64 on the class path (" + ARCHIVE + ")");
    }
    return archive;
  }

  private static void unpack(Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(archive(), 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("an entry outside the archive's folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target);
          Files.setPosixFilePermissions(target, permissions(entry.getMode()));
        }
      }
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    permissions.add(PosixFilePermission.GROUP_READ);
    permissions.add(PosixFilePermission.OTHERS_READ);
    if ((mode & 0100) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }

  Path program(String name) {
    return root.resolve("bin").resolve(name);
  }

  /** Where the server looks for the shared objects of extensions. */
  Path libraries() {
    return root.resolve("lib/postgresql");
  }

  /** Where the server looks for the control files and scripts of extensions. */
  Path extensions() {
    return root.resolve("share/postgresql/extension");
  }
}

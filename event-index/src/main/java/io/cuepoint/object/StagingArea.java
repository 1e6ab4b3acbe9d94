package io.cuepoint.object;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The folder of files being written. Each is locked by the process that writes it, so that a file
 * nobody has locked is known to be left over from a killed process.
 */
final class StagingArea {
  private static final Object IN_THIS_JVM = new Object();
  private static final String GATE = "gate.lock";

  private final Path folder;

  StagingArea(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    sweep();
  }

  /** A file being written; its lock is held until it is closed. */
  record StagingFile(Path path, FileChannel channel) {}

  StagingFile create() throws IOException {
    synchronized (IN_THIS_JVM) {
      try (FileChannel gate = gate()) {
        gate.lock();
        Path path = folder.resolve(UUID.randomUUID() + ".part");
        FileChannel channel =
            FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        return new StagingFile(path, channel);
      }
    }
  }

  /** Clears away the files that nobody is writing. */
  void sweep() throws IOException {
    synchronized (IN_THIS_JVM) {
      try (FileChannel gate = gate();
          DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.part")) {
        gate.lock();
        for (Path part : parts) {
          if (abandoned(part)) {
            Files.deleteIfExists(part);
          }
        }
      }
    }
  }

  private static boolean abandoned(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private FileChannel gate() throws IOException {
    return FileChannel.open(
        folder.resolve(GATE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}

package io.cuepoint.api.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to use a home; one instance has it, and the system takes it back when that dies. The
 * lock file says who it is.
 */
final class HomeLock implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HomeLock.class);

  private final Path folder;
  private final FileChannel file;

  private HomeLock(Path folder, FileChannel file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * @throws HomeUnusableException when another instance has it, or it cannot be written
   */
  static HomeLock take(Path folder) {
    Path lockFile = folder.resolve("lock");
    FileChannel file = null;
    try {
      Files.createDirectories(folder);
      file =
          FileChannel.open(
              lockFile,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (!locked(file)) {
        String owner = Files.readString(lockFile).strip();
        file.close();
        throw new HomeUnusableException(
            "the home "
                + folder
                + " is in use by another Cuepoint"
                + (owner.isEmpty() ? "" : " (" + owner + ")")
                + "; stop that one, or choose another home by cuepoint.home or CUEPOINT_HOME",
            null);
      }
      HomeLock lock = new HomeLock(folder, file);
      lock.write("process " + ProcessHandle.current().pid());
      return lock;
    } catch (IOException e) {
      close(file);
      throw new HomeUnusableException("the home " + folder + " cannot be used: " + reason(e), e);
    }
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return kind + " " + (e.getMessage() == null ? "" : e.getMessage());
  }

  Path folder() {
    return folder;
  }

  void announce(String address) {
    try {
      write("process " + ProcessHandle.current().pid() + ", " + address);
    } catch (IOException e) {
      log.warn("the home's lock file: {}", e.toString());
    }
  }

  private void write(String owner) throws IOException {
    file.truncate(0);
    file.write(ByteBuffer.wrap((owner + "\n").getBytes(StandardCharsets.UTF_8)), 0);
  }

  @Override
  public void close() {
    close(file);
  }

  private static void close(@Nullable FileChannel file) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      log.warn("the home's lock file: {}", e.toString());
    }
  }
}

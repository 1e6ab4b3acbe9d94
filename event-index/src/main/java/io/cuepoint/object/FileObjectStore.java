package io.cuepoint.object;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects as files below one folder, which several processes may share. A new object is written to
 * a staging file, forced to disk and then renamed, so that it is there whole or not at all.
 */
public final class FileObjectStore implements ObjectStore {
  private final Path objects;
  private final StagingArea staging;
  private final long reserveBytes;
  private final LongSupplier freeBytes;

  /**
   * Opens the store and clears away what killed processes left half-written.
   *
   * @param reserveBytes room on the disk that objects never take, for the database and the broker
   */
  public FileObjectStore(Path root, long reserveBytes) throws IOException {
    this(root, reserveBytes, root.resolve("data").toFile()::getUsableSpace);
  }

  /** On a disk of which {@code freeBytes} tells how much may still be written. */
  FileObjectStore(Path root, long reserveBytes, LongSupplier freeBytes) throws IOException {
    this.objects = Files.createDirectories(root.toAbsolutePath().normalize().resolve("data"));
    this.staging = new StagingArea(root.toAbsolutePath().normalize().resolve("staging"));
    this.reserveBytes = reserveBytes;
    this.freeBytes = freeBytes;
  }

  @Override
  public ObjectUpload begin(String key) throws IOException {
    ObjectKey.check(key);
    checkRoom(null);
    try {
      return new FileObjectUpload(this, key, staging.create());
    } catch (IOException e) {
      throw explain(e);
    }
  }

  @Override
  public Optional<StoredObject> find(String key) throws IOException {
    try {
      BasicFileAttributes file = Files.readAttributes(path(key), BasicFileAttributes.class);
      return file.isRegularFile() ? Optional.of(object(key, file)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public SeekableByteChannel open(String key) throws IOException {
    return Files.newByteChannel(path(key), StandardOpenOption.READ);
  }

  @Override
  public String location(String key) {
    return path(key).toString();
  }

  @Override
  public boolean delete(String key) throws IOException {
    Path file = path(key);
    boolean deleted = Files.deleteIfExists(file);
    removeEmptyFolders(file.getParent());
    return deleted;
  }

  @Override
  public long deleteAll(String prefix) throws IOException {
    AtomicLong deleted = new AtomicLong();
    each(
        prefix,
        object -> {
          if (delete(object.key())) {
            deleted.incrementAndGet();
          }
        });
    return deleted.get();
  }

  @Override
  public void each(String prefix, Visitor visitor) throws IOException {
    Path folder = path(ObjectKey.prefix(prefix));
    FileVisitor<Path> files =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(folder)) {
              visitor.visit(object(objects.relativize(file).toString(), attributes));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) { // deleted while we walk: not there
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        };
    Files.walkFileTree(folder, files);
  }

  @Override
  public void check() throws IOException {
    checkRoom(null);
    if (!Files.isWritable(objects)) {
      throw new IOException("object store: the folder cannot be written to");
    }
  }

  @Override
  public void tidy() throws IOException {
    staging.sweep();
  }

  /** Moves a finished staging file to its place. */
  void publish(Path file, String key) throws IOException {
    Path target = path(key);
    Path folder = requireNonNull(target.getParent());
    while (true) {
      try {
        Files.createDirectories(folder);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
        return;
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        // the folder was removed as empty in between; the staging file is still there
        if (!Files.exists(file)) {
          throw e;
        }
      }
    }
  }

  /**
   * Refuses when less than the reserve is free.
   *
   * @param cause what the file system said, when it was it that refused
   */
  void checkRoom(@Nullable Throwable cause) throws StorageFullException {
    long free = freeBytes.getAsLong();
    if (free < reserveBytes || cause != null) {
      throw new StorageFullException(
          "object store: "
              + free
              + " bytes free on the disk (expected: more than the reserve of "
              + reserveBytes
              + ")",
          cause);
    }
  }

  /** {@link StorageFullException} when that is what {@code e} means, else {@code e}. */
  IOException explain(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("No space left") || message.contains("quota exceeded")) {
      try {
        checkRoom(e);
      } catch (StorageFullException full) {
        return full;
      }
    }
    return e;
  }

  private static StoredObject object(String key, BasicFileAttributes file) {
    return new StoredObject(key, file.size(), file.lastModifiedTime().toInstant());
  }

  private Path path(String key) {
    return objects.resolve(ObjectKey.check(key));
  }

  private void removeEmptyFolders(@Nullable Path folder) throws IOException {
    for (Path at = folder; at != null && !at.equals(objects); at = at.getParent()) {
      try {
        Files.deleteIfExists(at);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

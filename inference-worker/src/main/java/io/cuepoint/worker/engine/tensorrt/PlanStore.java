package io.cuepoint.worker.engine.tensorrt;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans in a folder. A file begins with {@value #MAGIC}, the length of the key's text, the plan's
 * length and its CRC-32C, then come the text and the plan; numbers are big endian. It is written
 * under another name and moved when it is whole. One that is stale, foreign or damaged is not a
 * plan: it is built again.
 */
final class PlanStore {
  private static final Logger log = LoggerFactory.getLogger(PlanStore.class);
  private static final String MAGIC = "CUEPLAN1";
  private static final int HEADER = MAGIC.length() + Integer.BYTES + 2 * Long.BYTES;
  private static final int PIECE = 64 << 20;

  private final Path folder;

  PlanStore(Path folder) {
    this.folder = folder;
  }

  /**
   * The plan of {@code key}, read into what {@code memory} makes for its length.
   *
   * @return empty when there is none that is whole
   */
  <M extends PlanBytes> Optional<M> find(String name, String key, LongFunction<M> memory) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return Optional.of(read(channel, key, memory));
    } catch (IOException e) {
      log.warn("{} is built again: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  private static <M extends PlanBytes> M read(
      FileChannel channel, String key, LongFunction<M> memory) throws IOException {
    ByteBuffer header = fill(channel, ByteBuffer.allocate(HEADER));
    byte[] magic = new byte[MAGIC.length()];
    header.get(magic);
    require(new String(magic, StandardCharsets.US_ASCII).equals(MAGIC), "no plan of ours");
    int text = header.getInt();
    long length = header.getLong();
    long sum = header.getLong();
    byte[] expected = key.getBytes(StandardCharsets.UTF_8);
    require(text == expected.length, "made for something else");
    ByteBuffer found = fill(channel, ByteBuffer.allocate(text));
    require(found.equals(ByteBuffer.wrap(expected)), "made for something else");
    require(channel.size() == HEADER + text + length, "cut off or overlong");
    M plan = memory.apply(length);
    CRC32C actual = new CRC32C();
    for (long from = 0; from < length; from += PIECE) {
      actual.update(fill(channel, plan.part(from, piece(from, length))));
    }
    require(actual.getValue() == sum, "damaged");
    return plan;
  }

  /**
   * Keeps a plan.
   *
   * @throws IOException when it cannot be written; nothing is left of it then
   */
  void keep(String name, String key, PlanBytes plan) throws IOException {
    Files.createDirectories(folder);
    Path half = Files.createTempFile(folder, name, ".part");
    try {
      try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        channel.position(HEADER);
        drain(channel, ByteBuffer.wrap(text));
        CRC32C sum = new CRC32C();
        for (long from = 0; from < plan.size(); from += PIECE) {
          ByteBuffer part = plan.part(from, piece(from, plan.size()));
          sum.update(part.duplicate());
          drain(channel, part);
        }
        ByteBuffer header =
            ByteBuffer.allocate(HEADER)
                .put(MAGIC.getBytes(StandardCharsets.US_ASCII))
                .putInt(text.length)
                .putLong(plan.size())
                .putLong(sum.getValue())
                .flip();
        channel.position(0);
        drain(channel, header);
        channel.force(true);
      }
      Files.move(
          half,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private static int piece(long from, long length) {
    return (int) Math.min(PIECE, length - from);
  }

  private static void drain(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int unused = channel.write(bytes);
    }
  }

  private static ByteBuffer fill(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("cut off");
      }
    }
    return bytes.flip();
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }
}

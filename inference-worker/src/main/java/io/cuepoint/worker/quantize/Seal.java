package io.cuepoint.worker.quantize;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written beside a whole file of weights, last: its size and a SHA-256 of its directory.
 * One that does not hold shows a file that was cut off or changed; the values themselves are not
 * read again.
 */
record Seal(long size, String directory) {
  private static final String FILE = "seal.json";

  static Seal of(QuantizedFile file) {
    return new Seal(file.bytes(), hash(file.directory()));
  }

  void write(Path folder) throws IOException {
    Files.write(folder.resolve(FILE), JsonMapper.shared().writeValueAsBytes(this));
  }

  /** Whether {@code folder} has this seal and {@code file} still is as it says. */
  boolean holds(Path folder, Path file) {
    try {
      return equals(JsonMapper.shared().readValue(folder.resolve(FILE).toFile(), Seal.class))
          && Files.size(file) == size
          && hash(directory(file)).equals(directory);
    } catch (IOException | JacksonException e) {
      return false;
    }
  }

  private static byte[] directory(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      read(channel, length, 0);
      long bytes = length.getLong(0);
      if (bytes < 0 || bytes > channel.size() - Long.BYTES) {
        throw new IOException(file + ": a directory of " + bytes + " bytes");
      }
      ByteBuffer directory = ByteBuffer.allocate(Math.toIntExact(bytes));
      read(channel, directory, Long.BYTES);
      return directory.array();
    }
  }

  private static void read(FileChannel channel, ByteBuffer into, long from) throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into, from + into.position()) < 0) {
        throw new IOException("ends at byte " + (from + into.position()));
      }
    }
  }

  private static String hash(byte[] directory) {
    return HexFormat.of().formatHex(CheckpointKey.sha256().digest(directory));
  }
}

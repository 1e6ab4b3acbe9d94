package io.cuepoint.worker.checkpoint;

import io.cuepoint.worker.golden.Golden;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Folders to break. */
final class TestCheckpoint {
  private TestCheckpoint() {}

  /** A copy of a small checkpoint, without its cases. */
  static void copy(String checkpoint, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(Golden.bundled().resolve(checkpoint))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.contains(".case.") && !name.contains(".expected.")) {
          Files.copy(file, folder.resolve(name));
        }
      }
    }
  }

  /** Changes the text of a file. */
  static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " has no " + from);
    }
    Files.writeString(file, text.replace(from, to));
  }

  /** A safetensors file of bf16 tensors with these shapes; its data are a hole in the file. */
  static void sparse(Path file, Map<String, List<Long>> shapes) throws IOException {
    long[] end = {0};
    String entries =
        shapes.entrySet().stream()
            .map(
                entry -> {
                  long from = end[0];
                  end[0] += 2 * entry.getValue().stream().reduce(1L, (a, b) -> a * b);
                  return "\"%s\":{\"dtype\":\"BF16\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                      .formatted(entry.getKey(), entry.getValue(), from, end[0]);
                })
            .collect(Collectors.joining(",", "{", "}"));
    write(file, entries, end[0]);
  }

  /** A file with this header and {@code data} bytes of zeros. */
  static void write(Path file, String header, long data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, json.length).array());
      out.write(json);
      out.setLength(8 + json.length + data);
    }
  }
}

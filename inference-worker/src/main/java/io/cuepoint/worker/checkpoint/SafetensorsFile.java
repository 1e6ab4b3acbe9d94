package io.cuepoint.worker.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The directory of a safetensors file: 8 bytes of header length, a JSON header, the data. Opening
 * reads the header alone and checks that the tensors fill the data exactly, without overlap.
 */
public final class SafetensorsFile {
  /** As in the reference implementation. */
  private static final long MAX_HEADER = 100_000_000;

  private final String name;
  private final Path file;
  private final long size;

  private SafetensorsFile(String name, Path file, long size) {
    this.name = name;
    this.file = file;
    this.size = size;
  }

  /**
   * The tensors of a file in the order in which they lie, by the names they are stored under.
   *
   * @throws CheckpointException when it is not a whole safetensors file; names the fault
   */
  public static Map<String, TensorRef> open(Path path) {
    try (FileChannel channel = FileChannel.open(path)) {
      SafetensorsFile file =
          new SafetensorsFile(path.getFileName().toString(), path.toRealPath(), channel.size());
      return file.tensors(channel);
    } catch (IOException e) {
      throw new CheckpointException("checkpoint.unreadable", path + ": " + e, e);
    }
  }

  private Map<String, TensorRef> tensors(FileChannel channel) throws IOException {
    byte[] start = read(channel, 0, (int) Math.min(8, size));
    if (size < 8) {
      throw fault("truncated", size + " bytes (expected: at least a header)");
    }
    if (new String(start, StandardCharsets.US_ASCII).equals("version ")) {
      throw fault("truncated", "a Git LFS pointer (expected: the file that it points to)");
    }
    long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MAX_HEADER) {
      throw fault(
          "corrupt", "header of %d bytes (expected: 2 to %d)".formatted(length, MAX_HEADER));
    }
    if (length > size - 8) {
      throw fault("truncated", "%d bytes (expected: a header of %d)".formatted(size, length));
    }
    JsonNode header = JsonFile.parse(name, read(channel, 8, (int) length));
    List<TensorRef> tensors = new ArrayList<>();
    header
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("__metadata__")) {
                tensors.add(tensor(entry.getKey(), entry.getValue(), 8 + length));
              }
            });
    tensors.sort(Comparator.comparingLong(TensorRef::offset).thenComparingLong(TensorRef::bytes));
    requireGapless(tensors, 8 + length);
    Map<String, TensorRef> byName = new LinkedHashMap<>();
    tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
    return byName;
  }

  private TensorRef tensor(String tensor, JsonNode entry, long data) {
    JsonNode offsets = entry.path("data_offsets");
    List<Long> shape = new ArrayList<>();
    boolean ok = entry.path("shape").isArray() && offsets.isArray() && offsets.size() == 2;
    for (JsonNode side : entry.path("shape")) {
      ok &= side.canConvertToLong() && side.isIntegralNumber() && side.longValue() >= 0;
      shape.add(ok ? side.longValue() : 0);
    }
    for (JsonNode offset : offsets) {
      ok &= offset.canConvertToLong() && offset.isIntegralNumber() && offset.longValue() >= 0;
    }
    if (!ok) {
      throw fault("corrupt", tensor + ": " + entry + " (expected: dtype, shape, data_offsets)");
    }
    DType type = type(tensor, entry.path("dtype"));
    long from = offsets.get(0).longValue();
    long bytes = offsets.get(1).longValue() - from;
    if (bytes != product(tensor, shape, type)) {
      throw fault(
          "corrupt", "%s: %d bytes (expected: %s %s)".formatted(tensor, bytes, type, shape));
    }
    if (from > size - data - bytes) {
      throw fault(
          "truncated",
          "%d bytes (expected: %s up to byte %d)".formatted(size, tensor, data + from + bytes));
    }
    return new TensorRef(tensor, type, shape, file, data + from, bytes);
  }

  private DType type(String tensor, JsonNode type) {
    for (DType each : DType.values()) {
      if (each.name().equals(type.asString(""))) {
        return each;
      }
    }
    throw fault("dtype", tensor + ": dtype " + type + " (expected: F32, F16 or BF16)");
  }

  private long product(String tensor, List<Long> shape, DType type) {
    long product = type.bytes();
    try {
      for (long side : shape) {
        product = Math.multiplyExact(product, side);
      }
      return product;
    } catch (ArithmeticException e) {
      throw fault("corrupt", tensor + ": shape " + shape);
    }
  }

  private void requireGapless(List<TensorRef> tensors, long data) {
    long end = data;
    String before = "the header";
    for (TensorRef tensor : tensors) {
      if (tensor.offset() != end) {
        String fault = tensor.offset() < end ? "overlaps" : "leaves a gap after";
        throw fault("overlap", tensor.name() + " " + fault + " " + before);
      }
      end += tensor.bytes();
      before = tensor.name();
    }
    if (end != size) {
      throw fault("corrupt", "%d bytes (expected: %d)".formatted(size, end));
    }
  }

  private byte[] read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw fault("truncated", "ends at byte " + (from + bytes.position()));
      }
    }
    return bytes.array();
  }

  private CheckpointException fault(String code, String what) {
    return new CheckpointException("checkpoint." + code, name + ": " + what);
  }
}

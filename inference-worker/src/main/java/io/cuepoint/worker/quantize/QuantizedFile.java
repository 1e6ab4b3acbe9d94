package io.cuepoint.worker.quantize;

import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.quantize.WeightLayout.Stored;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A safetensors file of quantised matrices: of each its values, then its scales. Its parts can be
 * written in any order, by several threads.
 */
final class QuantizedFile {
  /** Values of a matrix that are rounded at a time, unless one strip has more. */
  private static final int AT_A_TIME = 1 << 21;

  private static final int ALIGNMENT = 64;

  private final WeightLayout layout;
  private final byte[] directory;
  private final List<Part> parts = new ArrayList<>();
  private final long bytes;

  /** Some strips of a matrix, and where what comes of them goes, counted from the data's start. */
  record Part(TensorRef source, long first, int strips, long elements, long values, long scales) {}

  QuantizedFile(List<TensorRef> matrices, WeightLayout layout) {
    this.layout = layout;
    ObjectNode header = JsonMapper.shared().createObjectNode();
    long end = 0;
    for (TensorRef matrix : matrices) {
      long values = end;
      long scales = put(header, QuantizedWeights.values(matrix), layout.values(matrix), values);
      end = put(header, QuantizedWeights.scales(matrix), layout.scales(matrix), scales);
      cut(matrix, values, scales);
    }
    this.directory = padded(header.toString());
    this.bytes = Long.BYTES + directory.length + end;
  }

  /** Gives where it ends. */
  private static long put(ObjectNode header, String name, Stored tensor, long from) {
    long end = from + tensor.bytes();
    ObjectNode entry = header.putObject(name).put("dtype", tensor.type().name());
    tensor.shape().forEach(entry.putArray("shape")::add);
    entry.putArray("data_offsets").add(from).add(end);
    return end;
  }

  private void cut(TensorRef matrix, long values, long scales) {
    long strips = layout.strips(matrix);
    long each = matrix.elements() / strips;
    int step = (int) Math.max(1, AT_A_TIME / each);
    for (long first = 0; first < strips; first += step) {
      int count = (int) Math.min(step, strips - first);
      parts.add(
          new Part(
              matrix,
              first,
              count,
              each * count,
              values + first * stripBytes(matrix, layout.values(matrix)),
              scales + first * stripBytes(matrix, layout.scales(matrix))));
    }
  }

  private long stripBytes(TensorRef matrix, Stored tensor) {
    return tensor.bytes() / layout.strips(matrix);
  }

  /** Spaces after the header bring the data to a multiple of 64. */
  private static byte[] padded(String header) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    int over = (Long.BYTES + json.length) % ALIGNMENT;
    String spaces = " ".repeat(over == 0 ? 0 : ALIGNMENT - over);
    return (header + spaces).getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes of the whole file. */
  long bytes() {
    return bytes;
  }

  List<Part> parts() {
    return parts;
  }

  /** The JSON that says where each tensor lies. */
  byte[] directory() {
    return directory.clone();
  }

  void writeDirectory(FileChannel file) throws IOException {
    ByteBuffer start =
        ByteBuffer.allocate(Long.BYTES + directory.length).order(ByteOrder.LITTLE_ENDIAN);
    write(file, start.putLong(directory.length).put(directory).flip(), 0);
  }

  /** Rounds {@code part} and writes it in its place. */
  void write(FileChannel file, Part part) throws IOException {
    ByteBuffer values = buffer(part, layout.values(part.source()));
    ByteBuffer scales = buffer(part, layout.scales(part.source()));
    layout.round(part.source(), part.first(), part.strips(), values, scales);
    long data = (long) Long.BYTES + directory.length;
    write(file, values.flip(), data + part.values());
    write(file, scales.flip(), data + part.scales());
  }

  private ByteBuffer buffer(Part part, Stored tensor) {
    long bytes = part.strips() * stripBytes(part.source(), tensor);
    return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void write(FileChannel file, ByteBuffer bytes, long at) throws IOException {
    long place = at;
    while (bytes.hasRemaining()) {
      place += file.write(bytes, place);
    }
  }
}

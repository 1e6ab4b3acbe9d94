package io.cuepoint.worker.quantize;

import io.cuepoint.worker.checkpoint.RowTable;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The layout of a safetensors file of quantised matrices: of each its values, then its scales. Its
 * parts can be written in any order, by several threads.
 */
final class QuantizedFile {
  /** Values of a matrix that are rounded at a time, unless one row has more. */
  private static final int AT_A_TIME = 1 << 21;

  private static final int ALIGNMENT = 64;

  private final int bits;
  private final byte[] directory;
  private final List<Part> parts = new ArrayList<>();
  private final long bytes;

  /** Some rows of a matrix, and where their values and scales go, counted from the data's start. */
  record Part(TensorRef source, long row, int rows, long values, long scales) {
    long elements() {
      return rows * source.shape().get(1);
    }
  }

  QuantizedFile(List<TensorRef> matrices, int bits) {
    this.bits = bits;
    ObjectNode header = JsonMapper.shared().createObjectNode();
    long end = 0;
    for (TensorRef matrix : matrices) {
      long out = matrix.shape().get(0);
      long in = matrix.shape().get(1);
      int blocks = QuantizedMatrix.blocks(in);
      int blob = BlockQuantizer.rowBytes(bits, in) / blocks;
      long values = end;
      long scales = values + out * blocks * blob;
      end = scales + out * blocks * Float.BYTES;
      put(header, QuantizedWeights.values(matrix), "U8", values, scales, out, blocks, blob);
      put(header, QuantizedWeights.scales(matrix), "F32", scales, end, out, blocks);
      cut(matrix, values, scales);
    }
    this.directory = padded(header.toString());
    this.bytes = Long.BYTES + directory.length + end;
  }

  private static void put(
      ObjectNode header, String name, String type, long from, long to, long... shape) {
    ObjectNode entry = header.putObject(name).put("dtype", type);
    ArrayNode axes = entry.putArray("shape");
    Arrays.stream(shape).forEach(axes::add);
    entry.putArray("data_offsets").add(from).add(to);
  }

  private void cut(TensorRef matrix, long values, long scales) {
    long in = matrix.shape().get(1);
    int blocks = QuantizedMatrix.blocks(in);
    int step = (int) Math.max(1, AT_A_TIME / in);
    for (long row = 0; row < matrix.shape().get(0); row += step) {
      parts.add(
          new Part(
              matrix,
              row,
              (int) Math.min(step, matrix.shape().get(0) - row),
              values + row * BlockQuantizer.rowBytes(bits, in),
              scales + row * blocks * Float.BYTES));
    }
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

  /** Rounds the rows of {@code part} and writes them in their place. */
  void write(FileChannel file, Part part) throws IOException {
    int in = Math.toIntExact(part.source().shape().get(1));
    ByteBuffer values = ByteBuffer.allocate(part.rows() * BlockQuantizer.rowBytes(bits, in));
    ByteBuffer scales =
        ByteBuffer.allocate(part.rows() * QuantizedMatrix.blocks(in) * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    RowTable table = Weights.rows(part.source());
    BlockQuantizer quantizer = new BlockQuantizer(bits);
    FloatBuffer each = scales.asFloatBuffer();
    float[] row = new float[in];
    for (int i = 0; i < part.rows(); i++) {
      table.read(part.row() + i, row, 0);
      quantizer.add(row, values, each);
    }
    long data = (long) Long.BYTES + directory.length;
    write(file, values.flip(), data + part.values());
    write(file, scales, data + part.scales());
  }

  private static void write(FileChannel file, ByteBuffer bytes, long at) throws IOException {
    long place = at;
    while (bytes.hasRemaining()) {
      place += file.write(bytes, place);
    }
  }
}

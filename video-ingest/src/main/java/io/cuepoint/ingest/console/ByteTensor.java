package io.cuepoint.ingest.console;

import io.cuepoint.queue.ContractJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A uint8 tensor of a safetensors file: 8 bytes of header length, a JSON header, the data. */
final class ByteTensor {
  private final List<Integer> shape;
  private final byte[] values;

  private ByteTensor(List<Integer> shape, byte[] values) {
    this.shape = shape;
    this.values = values;
  }

  static ByteTensor read(Path file, String name) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = Math.toIntExact(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());
    JsonNode header = ContractJson.mapper().readTree(Arrays.copyOfRange(bytes, 8, 8 + length));
    JsonNode entry = header.get(name);
    if (entry == null || !"U8".equals(entry.get("dtype").stringValue())) {
      throw new IOException(file + ": no uint8 tensor " + name);
    }
    List<Integer> shape = new ArrayList<>();
    entry.get("shape").forEach(side -> shape.add(side.intValue()));
    int from = 8 + length + entry.get("data_offsets").get(0).intValue();
    int to = 8 + length + entry.get("data_offsets").get(1).intValue();
    return new ByteTensor(shape, Arrays.copyOfRange(bytes, from, to));
  }

  List<Integer> shape() {
    return shape;
  }

  byte[] values() {
    return values;
  }
}

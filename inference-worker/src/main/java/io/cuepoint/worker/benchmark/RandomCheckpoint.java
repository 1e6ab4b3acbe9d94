package io.cuepoint.worker.benchmark;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.ConfigReader;
import io.cuepoint.worker.checkpoint.ExpectedTensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A checkpoint of random bf16 weights: normally distributed, of variance 1 / inputs, so that values
 * keep their size from layer to layer. It has no tokenizer.
 */
final class RandomCheckpoint {
  private static final int BUFFER = 1 << 23;

  /** Numbers that are drawn from; a power of two. */
  private static final int DRAWN = 1 << 16;

  private final Map<String, List<Long>> shapes;
  private final short[] values = new short[DRAWN];
  private long state = 0x9E3779B97F4A7C15L;

  private RandomCheckpoint(Map<String, List<Long>> shapes) {
    this.shapes = shapes;
  }

  /** Makes it in {@code folder}, unless it is there whole. */
  static Checkpoint make(Path folder, Shape shape) throws IOException {
    Path config = folder.resolve("config.json");
    if (!Files.exists(config) || !Files.readString(config).equals(shape.config())) {
      Files.createDirectories(folder);
      Files.deleteIfExists(config);
      Path part = folder.resolve("model.safetensors.part");
      Files.deleteIfExists(part);
      new RandomCheckpoint(
              ExpectedTensors.of(ConfigReader.read(JsonMapper.shared().readTree(shape.config()))))
          .write(part);
      Files.move(part, folder.resolve("model.safetensors"), StandardCopyOption.REPLACE_EXISTING);
      // written last: a folder without it is not whole
      Files.writeString(config, shape.config());
    }
    return Checkpoint.open(folder);
  }

  private void write(Path file) throws IOException {
    byte[] header = header();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
      drain(channel, buffer.putLong(header.length));
      drain(channel, ByteBuffer.wrap(header).position(header.length));
      for (Map.Entry<String, List<Long>> each : shapes.entrySet()) {
        List<Long> shape = each.getValue();
        draw(each.getKey(), shape);
        for (long left = elements(shape); left > 0; left--) {
          if (!buffer.hasRemaining()) {
            drain(channel, buffer);
          }
          buffer.putShort(values[next()]);
        }
      }
      drain(channel, buffer);
    }
  }

  private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  private byte[] header() {
    ObjectNode header = JsonMapper.shared().createObjectNode();
    long end = 0;
    for (Map.Entry<String, List<Long>> each : shapes.entrySet()) {
      ObjectNode entry = header.putObject(each.getKey()).put("dtype", "BF16");
      each.getValue().forEach(entry.putArray("shape")::add);
      long from = end;
      end += Short.BYTES * elements(each.getValue());
      entry.putArray("data_offsets").add(from).add(end);
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    return json.length % 2 == 0 ? json : (header + " ").getBytes(StandardCharsets.UTF_8);
  }

  /** The numbers of one tensor: gains about 1, biases about 0. */
  private void draw(String name, List<Long> shape) {
    boolean vector = shape.size() == 1;
    double mean = vector && name.endsWith(".weight") ? 1 : 0;
    double deviation = vector ? 0.02 : 1 / Math.sqrt((double) elements(shape) / shape.get(0));
    Random random = new Random(name.hashCode());
    for (int i = 0; i < DRAWN; i++) {
      float value = (float) (mean + deviation * random.nextGaussian());
      values[i] = (short) (Float.floatToRawIntBits(value) >>> 16);
    }
  }

  /** Xorshift: java.util.Random would take minutes for billions of numbers. */
  private int next() {
    state ^= state << 13;
    state ^= state >>> 7;
    state ^= state << 17;
    return (int) (state >>> 24) & (DRAWN - 1);
  }

  private static long elements(List<Long> shape) {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }
}

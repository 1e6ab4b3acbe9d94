package io.cuepoint.worker.benchmark;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.ConfigReader;
import io.cuepoint.worker.checkpoint.ExpectedTensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A checkpoint of random bf16 weights: normally distributed, of variance 1 / inputs, so that values
 * keep their size from layer to layer. It has no tokenizer.
 */
final class RandomCheckpoint {
  private RandomCheckpoint() {}

  /** Makes it in {@code folder}, unless it is there whole. */
  static Checkpoint make(Path folder, Shape shape) throws IOException {
    Path config = folder.resolve("config.json");
    if (!Files.exists(config) || !Files.readString(config).equals(shape.config())) {
      Files.createDirectories(folder);
      Files.deleteIfExists(config);
      Path part = folder.resolve("model.safetensors.part");
      Files.deleteIfExists(part);
      write(
          part,
          ExpectedTensors.of(ConfigReader.read(JsonMapper.shared().readTree(shape.config()))));
      Files.move(part, folder.resolve("model.safetensors"), StandardCopyOption.REPLACE_EXISTING);
      // written last: a folder without it is not whole
      Files.writeString(config, shape.config());
    }
    return Checkpoint.open(folder);
  }

  private static void write(Path file, Map<String, List<Long>> shapes) throws IOException {
    List<RandomTensor> tensors = new ArrayList<>();
    long end = 0;
    for (Map.Entry<String, List<Long>> each : shapes.entrySet()) {
      RandomTensor tensor = new RandomTensor(each.getKey(), each.getValue(), end);
      tensors.add(tensor);
      end = tensor.end();
    }
    byte[] header = header(tensors);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer begin =
          ByteBuffer.allocate(Long.BYTES + header.length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(header.length)
              .put(header)
              .flip();
      long base = RandomTensor.drain(channel, begin, 0);
      tensors.parallelStream().forEach(each -> write(each, channel, base));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(RandomTensor tensor, FileChannel channel, long base) {
    try {
      tensor.write(channel, base);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] header(List<RandomTensor> tensors) {
    ObjectNode header = JsonMapper.shared().createObjectNode();
    for (RandomTensor tensor : tensors) {
      ObjectNode entry = header.putObject(tensor.name()).put("dtype", "BF16");
      tensor.shape().forEach(entry.putArray("shape")::add);
      entry.putArray("data_offsets").add(tensor.from()).add(tensor.end());
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    return json.length % 2 == 0 ? json : (header + " ").getBytes(StandardCharsets.UTF_8);
  }
}

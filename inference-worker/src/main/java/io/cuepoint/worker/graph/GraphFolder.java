package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TensorRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The graphs as files, for looking into: {@code vision.onnx} and {@code decoder.onnx}, beside links
 * to the safetensors files that hold their weights.
 */
public final class GraphFolder {
  private GraphFolder() {}

  /**
   * Writes both graphs.
   *
   * @param folder made when it is not there
   * @return the files written
   */
  public static List<Path> write(Checkpoint checkpoint, GraphOptions options, Path folder)
      throws IOException {
    OnnxGraph vision =
        VisionGraph.write(checkpoint.config().vision(), checkpoint.weights(), options);
    OnnxGraph decoder =
        DecoderGraph.write(checkpoint.config().text(), checkpoint.weights(), options);
    Files.createDirectories(folder);
    Set<Path> shards = new LinkedHashSet<>();
    vision.weights().stream().map(TensorRef::file).forEach(shards::add);
    decoder.weights().stream().map(TensorRef::file).forEach(shards::add);
    for (Path shard : shards) {
      Path link = folder.resolve(shard.getFileName());
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, shard.toAbsolutePath());
      }
    }
    return List.of(
        Files.write(folder.resolve("vision.onnx"), vision.model()),
        Files.write(folder.resolve("decoder.onnx"), decoder.model()));
  }
}

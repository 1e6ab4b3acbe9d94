package io.cuepoint.worker.checkpoint;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The safetensors files of a folder: one, or those that an index names. */
final class Shards {
  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";

  private Shards() {}

  /** Every tensor of every shard, by the name under which it is stored. */
  static Map<String, TensorRef> open(Path folder) {
    if (Files.exists(folder.resolve(SINGLE), LinkOption.NOFOLLOW_LINKS)) {
      return SafetensorsFile.open(present(folder, SINGLE, List.of()));
    }
    if (!Files.exists(folder.resolve(INDEX))) {
      boolean torch = Files.exists(folder.resolve("pytorch_model.bin.index.json"));
      throw new CheckpointException(
          "checkpoint.missing-file",
          "neither %s nor %s is in %s%s"
              .formatted(SINGLE, INDEX, folder, torch ? " (weights in PyTorch's own format)" : ""));
    }
    Map<String, TensorRef> tensors = new LinkedHashMap<>();
    index(folder).forEach((shard, names) -> add(tensors, folder, shard, names));
    return tensors;
  }

  private static void add(
      Map<String, TensorRef> tensors, Path folder, String shard, List<String> names) {
    Map<String, TensorRef> found = SafetensorsFile.open(present(folder, shard, names));
    for (String name : names) {
      if (!found.containsKey(name)) {
        throw new CheckpointException(
            "checkpoint.missing-tensor", name + " is not in " + shard + ", where the index has it");
      }
    }
    found.forEach(
        (name, tensor) -> {
          TensorRef other = tensors.putIfAbsent(name, tensor);
          if (other != null) {
            throw new CheckpointException(
                "checkpoint.overlap", name + " stands in two shards, the second is " + shard);
          }
        });
  }

  private static Map<String, List<String>> index(Path folder) {
    Map<String, List<String>> shards = new TreeMap<>();
    JsonNode map = JsonFile.read(folder.resolve(INDEX)).path("weight_map");
    map.properties()
        .forEach(
            entry ->
                shards
                    .computeIfAbsent(entry.getValue().asString(""), shard -> new ArrayList<>())
                    .add(entry.getKey()));
    for (String shard : shards.keySet()) {
      if (!shard.endsWith(".safetensors") || shard.contains("/") || shard.contains("\\")) {
        throw new CheckpointException(
            "checkpoint.json",
            INDEX + ": shard '" + shard + "' (expected: the name of a safetensors file)");
      }
    }
    if (shards.isEmpty()) {
      throw new CheckpointException("checkpoint.json", INDEX + ": no weight_map");
    }
    return shards;
  }

  private static Path present(Path folder, String shard, List<String> names) {
    Path file = folder.resolve(shard);
    if (Files.isRegularFile(file)) {
      return file;
    }
    String why =
        Files.isSymbolicLink(file)
            ? " is a link to a file that is not there"
            : " is not in " + folder;
    String needed = names.isEmpty() ? "" : " (holds " + names.size() + " tensors)";
    throw new CheckpointException("checkpoint.missing-shard", shard + why + needed);
  }
}

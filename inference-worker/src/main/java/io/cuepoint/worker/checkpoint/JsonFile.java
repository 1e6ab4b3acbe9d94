package io.cuepoint.worker.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a checkpoint's JSON files; a key that stands twice is an error. */
final class JsonFile {
  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonFile() {}

  static JsonNode read(Path file) {
    return find(file)
        .orElseThrow(
            () ->
                new CheckpointException(
                    "checkpoint.missing-file",
                    file.getFileName() + " is not in " + file.getParent()));
  }

  static Optional<JsonNode> find(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(file.getFileName().toString(), Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new CheckpointException("checkpoint.unreadable", file + ": " + e, e);
    }
  }

  static JsonNode parse(String name, byte[] bytes) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node.isObject()) {
        return node;
      }
      throw new CheckpointException("checkpoint.json", name + ": not a JSON object");
    } catch (JacksonException e) {
      throw new CheckpointException(
          "checkpoint.json", name + ": not JSON: " + e.getOriginalMessage(), e);
    }
  }
}

package io.cuepoint.worker.checkpoint;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code tokenizer.json} with the tokens added that only {@code tokenizer_config.json} knows;
 * truncation and padding are taken out.
 */
final class TokenizerFile {
  private static final String ADDED = "added_tokens";

  private final ObjectNode tokenizer;
  private final Map<String, Integer> added = new LinkedHashMap<>();

  private TokenizerFile(ObjectNode tokenizer) {
    this.tokenizer = tokenizer;
  }

  static TokenizerFile read(Path folder) {
    TokenizerFile file =
        new TokenizerFile((ObjectNode) JsonFile.read(folder.resolve("tokenizer.json")));
    file.requireBytePairs();
    ArrayNode tokens = file.tokens();
    tokens.forEach(token -> file.put(token, token.path("id").asInt(-1)));
    Optional<JsonNode> config = JsonFile.find(folder.resolve("tokenizer_config.json"));
    config.ifPresent(
        node ->
            node.path("added_tokens_decoder")
                .properties()
                .forEach(entry -> file.merge(tokens, entry.getKey(), entry.getValue())));
    file.tokenizer.putNull("truncation");
    file.tokenizer.putNull("padding");
    return file;
  }

  /** Ids of added tokens by their text. */
  Map<String, Integer> added() {
    return added;
  }

  /** The highest id of all. */
  int highestId() {
    int highest = -1;
    for (JsonNode id : tokenizer.path("model").path("vocab")) {
      highest = Math.max(highest, id.asInt(-1));
    }
    return added.values().stream().reduce(highest, Math::max);
  }

  /** The bytes of the tokens that are text, which added ones are not. */
  Vocabulary vocabulary() {
    Map<Integer, String> spellings = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : tokenizer.path("model").path("vocab").properties()) {
      int id = entry.getValue().asInt(-1);
      if (!added.containsValue(id)) {
        spellings.put(id, entry.getKey());
      }
    }
    return Vocabulary.of(spellings, highestId() + 1);
  }

  /** JSON for a tokenizer that knows the added tokens. */
  byte[] whole() {
    return JsonFile.MAPPER.writeValueAsBytes(tokenizer);
  }

  /** JSON for a tokenizer that takes the added tokens' texts for ordinary text. */
  byte[] plain() {
    ObjectNode plain = JsonFile.MAPPER.createObjectNode();
    tokenizer
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals(ADDED)) {
                plain.set(entry.getKey(), entry.getValue());
              }
            });
    plain.putArray(ADDED);
    return JsonFile.MAPPER.writeValueAsBytes(plain);
  }

  private void requireBytePairs() {
    JsonNode model = tokenizer.path("model");
    if (!model.path("type").asString("").equals("BPE") || model.path("vocab").isEmpty()) {
      throw new CheckpointException(
          "checkpoint.tokenizer",
          "tokenizer.json: model %s (expected: BPE with a vocabulary)"
              .formatted(model.path("type")));
    }
  }

  private ArrayNode tokens() {
    return tokenizer.path(ADDED) instanceof ArrayNode tokens ? tokens : tokenizer.putArray(ADDED);
  }

  private void merge(ArrayNode tokens, String id, JsonNode token) {
    int number = id.matches("\\d{1,9}") ? Integer.parseInt(id) : -1;
    Integer known = added.get(token.path("content").asString(""));
    if (known == null) {
      ObjectNode copy = tokens.addObject();
      copy.put("id", number);
      for (String key : new String[] {"single_word", "lstrip", "rstrip", "normalized", "special"}) {
        copy.put(key, token.path(key).asBoolean(false));
      }
      copy.put("content", token.path("content").asString(""));
      put(token, number);
    } else if (known != number) {
      throw new CheckpointException(
          "checkpoint.tokenizer",
          "%s: id %s in tokenizer_config.json (expected: %d as in tokenizer.json)"
              .formatted(token.path("content").asString(""), id, known));
    }
  }

  private void put(JsonNode token, int id) {
    String content = token.path("content").asString("");
    if (content.isEmpty() || id < 0) {
      throw new CheckpointException(
          "checkpoint.tokenizer", "added token " + token + " (expected: an id and its text)");
    }
    added.put(content, id);
  }
}

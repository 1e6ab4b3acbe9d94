package io.cuepoint.index.store;

import io.cuepoint.contract.StableId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The place after the last item of a page, as the client holds it: base64url of a JSON array of
 * version, hash of the question, and the sort keys of that item.
 */
public final class Cursor {
  private static final int VERSION = 1;
  private static final int MAX_LENGTH = 1000;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<JsonNode> keys;

  private Cursor(List<JsonNode> keys) {
    this.keys = keys;
  }

  /** The cursor after an item with {@code keys} (numbers and strings) of {@code question}. */
  public static String encode(Object question, Object... keys) {
    ArrayNode array = JSON.createArrayNode().add(VERSION).add(hash(question));
    Arrays.stream(keys).forEach(key -> array.add(JSON.valueToTree(key)));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(array.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What {@link #encode} made of {@code count} keys for the same question; null for the first page.
   *
   * @throws InvalidCursorException when it did not
   */
  public static @Nullable Cursor decode(@Nullable String text, Object question, int count) {
    if (text == null) {
      return null;
    }
    if (text.length() > MAX_LENGTH) {
      throw new InvalidCursorException();
    }
    try {
      JsonNode json = JSON.readTree(Base64.getUrlDecoder().decode(text));
      boolean ours =
          json.isArray()
              && json.size() == count + 2
              && json.get(0).isInt()
              && json.get(0).intValue() == VERSION
              && json.get(1).isString()
              && json.get(1).stringValue().equals(hash(question));
      if (!ours) {
        throw new InvalidCursorException();
      }
      return new Cursor(List.copyOf(json.values()).subList(2, count + 2));
    } catch (IllegalArgumentException | JacksonException e) {
      throw new InvalidCursorException();
    }
  }

  public long longKey(int index) {
    JsonNode key = keys.get(index);
    if (!key.canConvertToExactIntegral()) {
      throw new InvalidCursorException();
    }
    return key.longValue();
  }

  public double doubleKey(int index) {
    JsonNode key = keys.get(index);
    if (!key.isNumber()) {
      throw new InvalidCursorException();
    }
    return key.doubleValue();
  }

  public UUID uuidKey(int index) {
    JsonNode key = keys.get(index);
    try {
      return UUID.fromString(key.isString() ? key.stringValue() : "");
    } catch (IllegalArgumentException e) {
      throw new InvalidCursorException();
    }
  }

  private static String hash(Object question) {
    return StableId.of(question).toString().substring(0, 8);
  }
}

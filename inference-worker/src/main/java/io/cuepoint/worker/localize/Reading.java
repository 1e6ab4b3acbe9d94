package io.cuepoint.worker.localize;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What was read in a picture, as words that can be searched. */
final class Reading {
  static final String LABEL = "reading";

  private static final int MOST = 1_000;

  private Reading() {}

  /** {@code name: value; name: value}; empty where nothing was read. */
  static String words(JsonNode data) {
    List<String> parts = new ArrayList<>();
    collect("", data, parts);
    String words = String.join("; ", parts);
    return words.length() <= MOST
        ? words
        : words.substring(0, words.offsetByCodePoints(0, words.codePointCount(0, MOST))) + "…";
  }

  private static void collect(String name, JsonNode value, List<String> parts) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              field ->
                  collect(
                      name.isEmpty() ? field.getKey() : name + " " + field.getKey(),
                      field.getValue(),
                      parts));
    } else if (value.isArray()) {
      value.forEach(item -> collect(name, item, parts));
    } else if (!value.isNull() && !value.asString().isBlank()) {
      parts.add(name.isEmpty() ? value.asString() : name + ": " + value.asString());
    }
  }
}

package io.cuepoint.worker.checkpoint;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An object of a configuration, whose keys may be missing but not of another type. */
record ConfigSection(String name, JsonNode node) {
  int integer(String key, int otherwise) {
    JsonNode value = node.path(key);
    return absent(value) ? otherwise : expect(key, value, value.isInt(), "a whole number").asInt();
  }

  double number(String key, double otherwise) {
    JsonNode value = node.path(key);
    return absent(value) ? otherwise : expect(key, value, value.isNumber(), "a number").asDouble();
  }

  boolean flag(String key, boolean otherwise) {
    JsonNode value = node.path(key);
    return absent(value)
        ? otherwise
        : expect(key, value, value.isBoolean(), "true or false").asBoolean();
  }

  String string(String key, String otherwise) {
    JsonNode value = node.path(key);
    return absent(value) ? otherwise : expect(key, value, value.isString(), "a string").asString();
  }

  List<Integer> integers(String key, List<Integer> otherwise) {
    JsonNode value = node.path(key);
    if (absent(value)) {
      return otherwise;
    }
    List<Integer> integers = new ArrayList<>();
    for (JsonNode each : expect(key, value, value.isArray(), "a list")) {
      integers.add(expect(key, each, each.isInt(), "whole numbers").asInt());
    }
    return integers;
  }

  private static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private JsonNode expect(String key, JsonNode value, boolean ok, String expected) {
    Expect.that(name + "." + key, value, ok, expected);
    return value;
  }
}

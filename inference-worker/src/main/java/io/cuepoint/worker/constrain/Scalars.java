package io.cuepoint.worker.constrain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The values that a schema lists by {@code enum} or {@code const}. */
final class Scalars {
  private Scalars() {}

  /**
   * One of the values that satisfies the schema's other keywords too.
   *
   * @param types what the schema says of types; empty when nothing
   * @throws SchemaException when there is none, or one that is no scalar
   */
  static Rule of(SchemaNode node, Set<String> types) {
    List<JsonNode> values = listed(node);
    List<Rule> rules = new ArrayList<>();
    for (JsonNode value : values) {
      if (types.isEmpty() || types.stream().anyMatch(type -> is(value, type))) {
        if (withinLimits(node, value)) {
          rules.add(Literal.of(Spelling.of(value)));
        }
      }
    }
    Rule rule = Either.of(rules);
    if (rule == Ends.DEAD) {
      throw SchemaException.invalid(
          node.pointer(), "no value of enum or const satisfies the other keywords");
    }
    return rule;
  }

  private static List<JsonNode> listed(SchemaNode node) {
    List<JsonNode> values = new ArrayList<>();
    String keyword = node.has("enum") ? "enum" : "const";
    if (keyword.equals("const")) {
      values.add(node.get("const"));
    } else if (node.get("enum").isArray() && !node.get("enum").isEmpty()) {
      node.get("enum").forEach(values::add);
      values.removeIf(value -> node.has("const") && !value.equals(node.get("const")));
    } else {
      throw node.invalid("enum", SchemaNode.shown(node.get("enum")) + " (expected: values)");
    }
    for (JsonNode value : values) {
      if (value.isContainer()) {
        throw node.unsupported(
            keyword,
            SchemaNode.shown(value) + " (expected: a string, a number, a boolean or null)");
      }
      if (value.isString()) {
        node.requireText(value.asString());
      }
    }
    return values.stream().distinct().toList();
  }

  private static boolean is(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isString();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> false;
    };
  }

  private static boolean withinLimits(SchemaNode node, JsonNode value) {
    if (value.isString()) {
      String text = value.asString();
      int length = text.codePointCount(0, text.length());
      return length >= node.count("minLength", 0)
          && length <= node.count("maxLength", Integer.MAX_VALUE);
    }
    return !value.isNumber() || Bounds.allow(node, value.decimalValue());
  }
}

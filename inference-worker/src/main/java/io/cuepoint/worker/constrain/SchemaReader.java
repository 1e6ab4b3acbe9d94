package io.cuepoint.worker.constrain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Turns a schema into a rule, once. */
final class SchemaReader {
  private static final int DEPTH = 16;
  private static final int PARTS = 2_000;
  private static final int BYTES = 64 << 10;
  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "number", "integer", "boolean", "null");

  private int parts;

  static Rule read(JsonNode json) {
    int size = json.toString().length();
    if (size > BYTES) {
      throw SchemaException.unsupported(
          "", "%d characters (expected: at most %d)".formatted(size, BYTES));
    }
    return new SchemaReader().rule(new SchemaNode(json, ""), 1);
  }

  private Rule rule(SchemaNode node, int depth) {
    count(node, depth);
    if (node.has("anyOf")) {
      return anyOf(node, depth);
    }
    Set<String> types = types(node);
    if (node.has("enum") || node.has("const")) {
      return Scalars.of(node, types);
    }
    if (types.isEmpty()) {
      throw SchemaException.unsupported(
          node.pointer(), "neither type, enum, const nor anyOf (expected: one of them)");
    }
    return Either.of(types.stream().map(type -> typed(type, node, depth)).toList());
  }

  private void count(SchemaNode node, int depth) {
    if (depth > DEPTH) {
      throw SchemaException.unsupported(node.pointer(), "deeper than %d levels".formatted(DEPTH));
    }
    parts += 1 + node.get("enum").size();
    if (parts > PARTS) {
      throw SchemaException.unsupported(
          node.pointer(), "more than %d parts and enum values".formatted(PARTS));
    }
  }

  private Rule anyOf(SchemaNode node, int depth) {
    if (node.keywords().size() > 1) {
      throw node.unsupported("anyOf", "beside " + node.keywords() + " (expected: alone)");
    }
    if (!node.get("anyOf").isArray() || node.get("anyOf").isEmpty()) {
      throw node.invalid("anyOf", SchemaNode.shown(node.get("anyOf")) + " (expected: schemas)");
    }
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < node.get("anyOf").size(); i++) {
      rules.add(rule(node.child("anyOf", i), depth + 1));
    }
    return Either.of(rules);
  }

  private static Set<String> types(SchemaNode node) {
    JsonNode type = node.get("type");
    Set<String> types = new LinkedHashSet<>();
    if (type.isArray()) {
      type.forEach(each -> types.add(each.asString("")));
    } else if (node.has("type")) {
      types.add(type.asString(""));
    }
    if (!TYPES.containsAll(types) || (types.isEmpty() && node.has("type"))) {
      throw node.invalid("type", SchemaNode.shown(type) + " (expected: of the types of JSON)");
    }
    return types;
  }

  private Rule typed(String type, SchemaNode node, int depth) {
    return switch (type) {
      case "object" -> object(node, depth);
      case "array" -> array(node, depth);
      case "string" -> {
        Limits limits = Limits.of(node, "minLength", "maxLength");
        yield Text.of(limits.least(), limits.most());
      }
      case "number" -> Bounds.of(node, false).rule();
      case "integer" -> Bounds.of(node, true).rule();
      case "boolean" -> Either.of(List.of(Literal.of("true"), Literal.of("false")));
      default -> Literal.of("null");
    };
  }

  private Rule array(SchemaNode node, int depth) {
    Limits limits = Limits.of(node, "minItems", "maxItems");
    if (!node.has("items")) {
      throw SchemaException.unsupported(
          node.pointer(), "an array without items (expected: the schema of its items)");
    }
    return Items.of(rule(node.child("items"), depth + 1), limits.least(), limits.most());
  }

  private Rule object(SchemaNode node, int depth) {
    JsonNode properties = node.get("properties");
    if (node.has("properties") && !properties.isObject()) {
      throw node.invalid("properties", SchemaNode.shown(properties) + " (expected: an object)");
    }
    Set<String> required = required(node);
    List<Property> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : properties.properties()) {
      String name = each.getKey();
      SchemaNode value = node.child("properties", name);
      value.requireText(name);
      all.add(Property.of(name, rule(value, depth + 1), required.contains(name)));
    }
    return Members.of(new ObjectShape(all));
  }

  private static Set<String> required(SchemaNode node) {
    Set<String> required = new HashSet<>();
    for (JsonNode name : node.get("required")) {
      if (!name.isString()) {
        throw node.invalid("required", SchemaNode.shown(name) + " (expected: a name)");
      }
      if (!node.get("properties").has(name.asString())) {
        throw node.unsupported("required", name + " (expected: one of properties)");
      }
      required.add(name.asString());
    }
    if (node.has("required") && !node.get("required").isArray()) {
      throw node.invalid(
          "required", SchemaNode.shown(node.get("required")) + " (expected: a list of names)");
    }
    return required;
  }
}

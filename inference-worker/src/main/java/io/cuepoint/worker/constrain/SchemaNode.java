package io.cuepoint.worker.constrain;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A part of a schema and where it stands. Keywords that say something else than those known here
 * are refused, as nothing would keep them.
 */
record SchemaNode(JsonNode json, String pointer) {
  private static final Set<String> NOTES =
      Set.of(
          "$schema",
          "$id",
          "$comment",
          "title",
          "description",
          "default",
          "examples",
          "deprecated",
          "readOnly",
          "writeOnly");

  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "enum",
          "const",
          "anyOf",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum");

  SchemaNode {
    if (!json.isObject()) {
      throw json.isBoolean()
          ? SchemaException.unsupported(pointer, json + " (expected: an object that states a type)")
          : SchemaException.invalid(pointer, shown(json) + " (expected: an object)");
    }
    for (String keyword : json.propertyNames()) {
      if (!KNOWN.contains(keyword) && !NOTES.contains(keyword)) {
        throw SchemaException.unsupported(
            at(pointer, keyword), "%s is not kept (expected: of %s)".formatted(keyword, known()));
      }
    }
    if (json.path("uniqueItems").asBoolean(false)) {
      throw SchemaException.unsupported(at(pointer, "uniqueItems"), "uniqueItems is not kept");
    }
  }

  boolean has(String keyword) {
    return json.has(keyword);
  }

  JsonNode get(String keyword) {
    return json.path(keyword);
  }

  /** The keywords that restrict. */
  Set<String> keywords() {
    return json.propertyNames().stream()
        .filter(KNOWN::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  SchemaNode child(String keyword) {
    return new SchemaNode(get(keyword), at(pointer, keyword));
  }

  SchemaNode child(String keyword, String name) {
    return new SchemaNode(get(keyword).path(name), at(at(pointer, keyword), name));
  }

  SchemaNode child(String keyword, int index) {
    return new SchemaNode(get(keyword).path(index), at(at(pointer, keyword), "" + index));
  }

  /** A number of characters or items. */
  int count(String keyword, int otherwise) {
    JsonNode value = get(keyword);
    if (value.isMissingNode()) {
      return otherwise;
    }
    BigDecimal number = number(keyword);
    if (number == null || number.signum() < 0 || number.stripTrailingZeros().scale() > 0) {
      throw invalid(keyword, shown(value) + " (expected: a whole number, 0 or more)");
    }
    return number.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
  }

  /** A bound; null where there is none. */
  @Nullable BigDecimal number(String keyword) {
    JsonNode value = get(keyword);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isNumber()) {
      throw invalid(keyword, shown(value) + " (expected: a number)");
    }
    return value.decimalValue();
  }

  /** Refuses halves of surrogate pairs, which are no text. */
  void requireText(String text) {
    if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      throw SchemaException.invalid(
          pointer, "half of a surrogate pair (expected: text that UTF-8 can spell)");
    }
  }

  SchemaException invalid(String keyword, String reason) {
    return SchemaException.invalid(at(pointer, keyword), keyword + ": " + reason);
  }

  SchemaException unsupported(String keyword, String reason) {
    return SchemaException.unsupported(at(pointer, keyword), keyword + ": " + reason);
  }

  static String at(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private static String known() {
    return String.join(", ", new TreeSet<>(KNOWN));
  }

  /** A value as it stands in a message. */
  static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}

package io.cuepoint.worker.constrain;

import tools.jackson.databind.JsonNode;

/**
 * A JSON schema (draft 2020-12) that answers can be held to: objects with their properties in the
 * order given and no others, arrays, strings, numbers, booleans, null, {@code enum} and {@code
 * const} of scalars, lists of types and {@code anyOf}. Immutable.
 *
 * <p>JSON is spelled as Python's json.dumps does: one space after each comma and colon, none
 * elsewhere. Text is UTF-8 as it is; it may hold escapes, but none of U+0000 or of half a surrogate
 * pair. Integers have at most 15 digits; other numbers at most 11 before the point and 4 after it,
 * without exponent. A schema has at most 65,536 characters, 2,000 parts with its enum values, and
 * 16 levels.
 */
public final class JsonSchema {
  private final Rule rule;

  private JsonSchema(Rule rule) {
    this.rule = rule;
  }

  /**
   * Checks a schema. Notes such as {@code title} and {@code description} are passed over.
   *
   * @throws SchemaException when it says something that is not kept here, or nothing satisfies it
   */
  public static JsonSchema parse(JsonNode json) {
    return new JsonSchema(SchemaReader.read(json));
  }

  Rule rule() {
    return rule;
  }
}

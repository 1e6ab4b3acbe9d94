package io.cuepoint.worker.constrain;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** Spells JSON scalars as Python's {@code json.dumps(value, ensure_ascii=False)} does. */
final class Spelling {
  private static final BigDecimal LARGE = new BigDecimal("1e16");
  private static final BigDecimal SMALL = new BigDecimal("1e-4");

  private Spelling() {}

  /** A number, a boolean, null or a string. */
  static String of(JsonNode scalar) {
    if (scalar.isString()) {
      return of(scalar.asString());
    }
    return scalar.isNumber() && !scalar.isIntegralNumber()
        ? of(scalar.decimalValue(), scalar.toString())
        : scalar.toString();
  }

  static String of(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> out.append(c < 0x20 ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return out.append('"').toString();
  }

  private static String of(BigDecimal value, String otherwise) {
    BigDecimal size = value.abs();
    boolean plain =
        value.signum() == 0 || (size.compareTo(SMALL) >= 0 && size.compareTo(LARGE) < 0);
    if (!plain) {
      return otherwise;
    }
    BigDecimal brief = value.stripTrailingZeros();
    return brief.scale() <= 0 ? brief.toPlainString() + ".0" : brief.toPlainString();
  }
}

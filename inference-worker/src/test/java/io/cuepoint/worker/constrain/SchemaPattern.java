package io.cuepoint.worker.constrain;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A slow restatement of what answers may be: one regular expression over bytes, each of them one
 * character of Latin-1. Numbers with bounds and pairs of times are listed one by one, so only small
 * ranges will do.
 */
public final class SchemaPattern {
  // T is a byte that goes on with a character, H a hexadecimal digit
  private static final String CHARACTER =
      ("(?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7F]|[\\xC2-\\xDF]T|\\xE0[\\xA0-\\xBF]T"
              + "|[\\xE1-\\xEC\\xEE\\xEF]TT|\\xED[\\x80-\\x9F]T|\\xF0[\\x90-\\xBF]TT"
              + "|[\\xF1-\\xF3]TTT|\\xF4[\\x80-\\x8F]TT|\\\\[\"\\\\bfnrt]"
              + "|\\\\u(?:[1-9a-cA-CefEF]HHH|0[1-9a-fA-F]HH|00[1-9a-fA-F]H|000[1-9a-fA-F]"
              + "|[dD][0-7]HH)|\\\\u[dD][89abAB]HH\\\\u[dD][c-fC-F]HH)")
          .replace("T", "[\\x80-\\xBF]")
          .replace("H", "[0-9a-fA-F]");

  private final Pattern pattern;

  private SchemaPattern(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  /** For the schemas of {@link RandomSchema#listable}. */
  public static SchemaPattern of(JsonNode schema) {
    return new SchemaPattern(value(schema));
  }

  /** For the form of events. */
  public static SchemaPattern events(int clip, int maxEvents, int maxDescription) {
    List<String> starts = new ArrayList<>();
    for (int start = 0; start < clip; start++) {
      List<String> ends = new ArrayList<>();
      for (int end = start + 1; end <= clip; end++) {
        ends.add(time(end));
      }
      starts.add(time(start) + "\", \"end_time\": \"" + any(ends));
    }
    String event =
        "\\{\"start_time\": \"%s\", \"description\": \"%s{1,%d}\"\\}"
            .formatted(any(starts), CHARACTER, maxDescription);
    return new SchemaPattern(array(event, 0, maxEvents));
  }

  /** Whether these bytes are the beginning of something whole, or all of it. */
  public boolean begins(String bytes) {
    Matcher matcher = pattern.matcher(bytes);
    return matcher.matches() || matcher.hitEnd();
  }

  public boolean isWhole(String bytes) {
    return pattern.matcher(bytes).matches();
  }

  private static String value(JsonNode schema) {
    List<String> all = new ArrayList<>();
    if (schema.has("anyOf")) {
      schema.get("anyOf").forEach(each -> all.add(value(each)));
    } else if (schema.has("enum")) {
      schema.get("enum").forEach(each -> all.add(quoted(each.toString())));
    } else if (schema.has("const")) {
      all.add(quoted(schema.get("const").toString()));
    } else if (schema.get("type").isArray()) {
      schema.get("type").forEach(type -> all.add(typed(type.asString(), schema)));
    } else {
      all.add(typed(schema.get("type").asString(), schema));
    }
    return any(all);
  }

  private static String typed(String type, JsonNode schema) {
    return switch (type) {
      case "boolean" -> "(?:true|false)";
      case "null" -> "null";
      case "integer" -> schema.has("minimum") ? numbers(schema, 0) : "(?:0|-?[1-9][0-9]{0,14})";
      case "number" ->
          schema.has("minimum")
              ? numbers(schema, 4)
              : "(?:0(?:\\.0)?|-?(?:[1-9][0-9]{0,10}(?:\\.(?:0|[0-9]{0,3}[1-9]))?"
                  + "|0\\.[0-9]{0,3}[1-9]))";
      case "string" -> {
        String most = schema.has("maxLength") ? schema.get("maxLength").asString() : "";
        yield "\"%s{%d,%s}\"".formatted(CHARACTER, schema.path("minLength").asInt(0), most);
      }
      case "array" ->
          array(
              value(schema.get("items")),
              schema.path("minItems").asInt(0),
              schema.path("maxItems").asInt(1000));
      default ->
          "\\{" + members(schema, List.copyOf(schema.get("properties").properties()), true) + "\\}";
    };
  }

  private static String members(
      JsonNode schema, List<Map.Entry<String, JsonNode>> left, boolean first) {
    if (left.isEmpty()) {
      return "";
    }
    String name = left.get(0).getKey();
    String member =
        (first ? "" : ", ") + quoted("\"" + name + "\": ") + value(left.get(0).getValue());
    List<Map.Entry<String, JsonNode>> rest = left.subList(1, left.size());
    boolean required = false;
    for (JsonNode each : schema.path("required")) {
      required |= each.asString().equals(name);
    }
    String with = member + members(schema, rest, false);
    return required ? with : "(?:" + with + "|" + members(schema, rest, first) + ")";
  }

  private static String array(String item, int least, int most) {
    if (most == 0) {
      return "\\[\\]";
    }
    String items = "%s(?:, %s){%d,%d}".formatted(item, item, Math.max(0, least - 1), most - 1);
    return "\\[(?:%s)%s\\]".formatted(items, least == 0 ? "?" : "");
  }

  private static String numbers(JsonNode schema, int places) {
    BigDecimal step = BigDecimal.ONE.movePointLeft(places);
    BigDecimal high = schema.get("maximum").decimalValue();
    List<String> all = new ArrayList<>();
    for (BigDecimal each = schema.get("minimum").decimalValue();
        each.compareTo(high) <= 0;
        each = each.add(step)) {
      String text = each.signum() == 0 ? "0" : each.stripTrailingZeros().toPlainString();
      all.add(quoted(text));
      if (places > 0 && !text.contains(".")) {
        all.add(quoted(text + ".0"));
      }
    }
    all.remove(quoted("-0"));
    return any(all);
  }

  private static String time(int hundredths) {
    return "%02d:%02d\\.%02d".formatted(hundredths / 6000, hundredths / 100 % 60, hundredths % 100);
  }

  private static String any(List<String> all) {
    return "(?:" + String.join("|", all) + ")";
  }

  private static String quoted(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Pattern.quote(new String(bytes, StandardCharsets.ISO_8859_1));
  }
}

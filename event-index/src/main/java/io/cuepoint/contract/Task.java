package io.cuepoint.contract;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked about a video.
 *
 * @param lookFor what {@link Kind#LOOK_FOR} and {@link Kind#BOXES} look for, in the caller's words;
 *     1 to {@value #MAX_PHRASES} phrases of at most {@value #MAX_PHRASE} characters, else empty
 * @param query what {@link Kind#GROUND} asks when it happens, or {@link Kind#EXTRACT} what to read;
 *     at most {@value #MAX_QUERY} characters
 * @param schema JSON Schema of the answers of {@link Kind#EXTRACT}, as text; at most {@value
 *     #MAX_SCHEMA} characters
 */
public record Task(
    Kind kind, List<String> lookFor, @Nullable String query, @Nullable String schema) {
  public static final int MAX_PHRASES = 32;
  public static final int MAX_PHRASE = 200;
  public static final int MAX_QUERY = 500;
  public static final int MAX_SCHEMA = 16_000;

  /** Everything that happens, in the model's words: what is asked where nothing else is. */
  public static final Task DENSE = new Task(Kind.DENSE, List.of(), null, null);

  /** The form of a question. */
  public enum Kind {
    DENSE,
    LOOK_FOR,
    GROUND,
    EXTRACT,
    BOXES
  }

  public Task {
    lookFor = List.copyOf(Objects.requireNonNullElse(lookFor, List.of()));
    boolean phrases = kind == Kind.LOOK_FOR || kind == Kind.BOXES;
    require(lookFor.isEmpty() != phrases, kind, "lookFor", phrases);
    require(
        kind == Kind.EXTRACT || (query != null) == (kind == Kind.GROUND),
        kind,
        "query",
        kind == Kind.GROUND);
    require((schema != null) == (kind == Kind.EXTRACT), kind, "schema", kind == Kind.EXTRACT);
    if (lookFor.size() > MAX_PHRASES) {
      throw new IllegalArgumentException(
          "lookFor: " + lookFor.size() + " phrases (expected: at most " + MAX_PHRASES + ")");
    }
    lookFor.forEach(phrase -> check("lookFor", phrase, MAX_PHRASE));
    check("query", query, MAX_QUERY);
    check("schema", schema, MAX_SCHEMA);
  }

  public static Task lookFor(List<String> phrases) {
    return new Task(Kind.LOOK_FOR, phrases, null, null);
  }

  public static Task ground(String query) {
    return new Task(Kind.GROUND, List.of(), query, null);
  }

  public static Task extract(@Nullable String query, String schema) {
    return new Task(Kind.EXTRACT, List.of(), query, schema);
  }

  public static Task boxes(List<String> phrases) {
    return new Task(Kind.BOXES, phrases, null, null);
  }

  /** Whether it is asked of single pictures at full resolution, not of the clip as a video. */
  public boolean asksPictures() {
    return kind == Kind.EXTRACT || kind == Kind.BOXES;
  }

  /** Tells questions of one kind apart: 12 hex digits; empty where there is nothing to ask for. */
  public String fingerprint() {
    if (kind == Kind.DENSE) {
      return "";
    }
    UUID id = StableId.of(kind, lookFor, String.valueOf(query), String.valueOf(schema));
    return HexFormat.of().toHexDigits(id.getMostSignificantBits()).substring(0, 12);
  }

  private static void require(boolean holds, Kind kind, String field, boolean wanted) {
    if (!holds) {
      throw new IllegalArgumentException(
          "task %s: %s %s (expected: %s)"
              .formatted(
                  kind,
                  field,
                  wanted ? "missing" : "given",
                  wanted ? "one" : "none for this kind of task"));
    }
  }

  private static void check(String field, @Nullable String text, int most) {
    if (text != null && (text.isBlank() || text.length() > most)) {
      throw new IllegalArgumentException(
          "%s: %d characters (expected: 1 to %d, not blank)".formatted(field, text.length(), most));
    }
  }
}

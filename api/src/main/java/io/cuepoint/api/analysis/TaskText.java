package io.cuepoint.api.analysis;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Text;
import io.cuepoint.contract.Task;
import io.cuepoint.worker.constrain.JsonSchema;
import io.cuepoint.worker.constrain.SchemaException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a task of what a caller wrote, or says what is wrong with it. */
public final class TaskText {
  /** The kinds as callers write them. */
  public static final List<String> KINDS =
      Arrays.stream(Task.Kind.values()).map(TaskText::written).toList();

  private TaskText() {}

  /** A kind as callers write it: {@code look-for}. */
  private static String written(Task.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The task.
   *
   * @param kind null where the other members tell it
   * @param schema JSON Schema as text
   * @param code of a refusal
   */
  public static Task of(
      @Nullable String kind,
      List<String> lookFor,
      @Nullable String query,
      @Nullable String schema,
      ProblemCode code) {
    lookFor.forEach(phrase -> check("lookFor", phrase, code));
    check("query", query, code);
    try {
      return new Task(kind(kind, lookFor, query, schema, code), lookFor, query, object(schema));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(code, String.valueOf(e.getMessage()), e);
    }
  }

  private static Task.Kind kind(
      @Nullable String kind,
      List<String> lookFor,
      @Nullable String query,
      @Nullable String schema,
      ProblemCode code) {
    if (kind == null) {
      return schema != null
          ? Task.Kind.EXTRACT
          : !lookFor.isEmpty()
              ? Task.Kind.LOOK_FOR
              : query != null ? Task.Kind.GROUND : Task.Kind.DENSE;
    }
    return Arrays.stream(Task.Kind.values())
        .filter(each -> written(each).equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    code,
                    "task: %s (expected: %s)"
                        .formatted(Text.shown(kind), String.join(", ", KINDS))));
  }

  private static void check(String name, @Nullable String text, ProblemCode code) {
    if (text != null) {
      Text.fault(text)
          .ifPresent(
              fault -> {
                throw new ProblemException(
                    code, name + ": " + fault + " (expected: text without control characters)");
              });
    }
  }

  private static @Nullable String object(@Nullable String schema) {
    if (schema == null) {
      return null;
    }
    try {
      JsonNode json = JsonMapper.shared().readTree(schema);
      if (json.isObject()) {
        JsonSchema unused = JsonSchema.parse(json); // as the worker will hold answers to it
        return schema;
      }
    } catch (SchemaException e) {
      throw new IllegalArgumentException("schema: " + e.getMessage(), e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("schema: not JSON: " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException("schema: no JSON object (expected: a JSON Schema)");
  }
}

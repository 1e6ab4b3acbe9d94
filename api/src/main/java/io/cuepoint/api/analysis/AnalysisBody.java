package io.cuepoint.api.analysis;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Members;
import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.SamplingWishes;
import io.cuepoint.contract.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a caller asks of a video: {@code task}, {@code lookFor}, {@code query}, {@code schema},
 * {@code spans}, {@code framesPerSecond}, {@code interactive}, {@code sampling}; all of them may be
 * missing.
 */
final class AnalysisBody {
  private static final List<String> MEMBERS =
      List.of(
          "task",
          "lookFor",
          "query",
          "schema",
          "spans",
          "framesPerSecond",
          "interactive",
          "sampling");

  private static final List<String> SAMPLING =
      List.of("baseRate", "leastRate", "mostRate", "clipTokens", "videoFrames");

  private final JsonNode body;

  AnalysisBody(@Nullable JsonNode body) {
    this.body = body == null ? JsonNodeFactory.instance.objectNode() : body;
    Members.check(this.body, MEMBERS, ProblemCode.ANALYSIS_INVALID);
  }

  Analysis analysis(UUID id, Instant requestedAt) {
    try {
      return new Analysis(
          id,
          TaskText.of(
              text("task"),
              texts("lookFor"),
              text("query"),
              schema(),
              ProblemCode.ANALYSIS_INVALID),
          body.path("interactive").asBoolean(false),
          spans(),
          number(body, "framesPerSecond"),
          requestedAt,
          sampling());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemCode.ANALYSIS_INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  private @Nullable String text(String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw invalid(name, value.getNodeType().toString(), "a string");
    }
    return value.stringValue();
  }

  private List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : list(name)) {
      if (!each.isString()) {
        throw invalid(name, each.getNodeType().toString(), "strings");
      }
      texts.add(each.stringValue());
    }
    return texts;
  }

  private JsonNode list(String name) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
      throw invalid(name, value.getNodeType().toString(), "an array");
    }
    return value;
  }

  private @Nullable String schema() {
    JsonNode value = body.path("schema");
    return value.isMissingNode() || value.isNull() ? null : value.toString();
  }

  private List<TimeSpan> spans() {
    List<TimeSpan> spans = new ArrayList<>();
    for (JsonNode each : list("spans")) {
      spans.add(new TimeSpan(time(each.path("start")), time(each.path("end"))));
    }
    return spans;
  }

  private static MediaTime time(JsonNode value) {
    if (!value.isNumber()) {
      throw invalid("spans", value.getNodeType().toString(), "start and end in seconds");
    }
    return MediaTime.ofSeconds(value.decimalValue());
  }

  private @Nullable SamplingWishes sampling() {
    JsonNode value = body.path("sampling");
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    Members.check(value, SAMPLING, ProblemCode.ANALYSIS_INVALID);
    return new SamplingWishes(
        number(value, "baseRate"),
        number(value, "leastRate"),
        number(value, "mostRate"),
        whole(value, "clipTokens"),
        whole(value, "videoFrames"));
  }

  private static @Nullable Integer whole(JsonNode object, String name) {
    Double number = number(object, name);
    if (number != null && number != Math.rint(number)) {
      throw invalid(name, number.toString(), "a whole number");
    }
    return number == null ? null : Integer.valueOf(number.intValue());
  }

  private static @Nullable Double number(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isNumber()) {
      throw invalid(name, value.getNodeType().toString(), "a number");
    }
    return value.doubleValue();
  }

  private static ProblemException invalid(String name, String found, String expected) {
    return new ProblemException(
        ProblemCode.ANALYSIS_INVALID, "%s: %s (expected: %s)".formatted(name, found, expected));
  }
}

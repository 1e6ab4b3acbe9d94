package io.cuepoint.api.query;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The members of a JSON body: what is not known is refused and named, as in a query. */
public final class Members {
  private Members() {}

  /** Refuses what is no object, or has other members than {@code known}. */
  public static void check(JsonNode body, List<String> known, ProblemCode code) {
    if (!body.isObject()) {
      throw new ProblemException(
          code, "body: %s (expected: a JSON object)".formatted(body.getNodeType()));
    }
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      if (!known.contains(member.getKey())) {
        throw new ProblemException(
            code,
            "%s: unknown (expected: %s)"
                .formatted(Text.shown(member.getKey()), String.join(", ", known)));
      }
    }
  }
}

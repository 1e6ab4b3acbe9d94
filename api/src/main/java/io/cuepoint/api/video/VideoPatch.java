package io.cuepoint.api.video;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Text;
import io.cuepoint.index.store.VideoChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A merge patch (RFC 7396) of a video: {@code name}, {@code recordedAt}, {@code tags}. Null takes
 * {@code recordedAt} or all tags away; a name cannot be taken away.
 */
final class VideoPatch {
  private VideoPatch() {}

  static VideoChange parse(JsonNode patch) {
    if (!patch.isObject()) {
      throw invalid("body", patch, "a JSON object");
    }
    String name = null;
    boolean setsRecordedAt = false;
    Instant recordedAt = null;
    List<String> tags = null;
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "name" -> name = VideoMembers.name(text("name", value));
        case "recordedAt" -> {
          setsRecordedAt = true;
          recordedAt = recordedAt(value);
        }
        case "tags" -> tags = tags(value);
        default ->
            throw new ProblemException(
                ProblemCode.VIDEO_UNKNOWN_MEMBER,
                "%s: unknown (expected: name, recordedAt, tags)"
                    .formatted(Text.shown(member.getKey())));
      }
    }
    return new VideoChange(name, setsRecordedAt, recordedAt, tags);
  }

  private static @Nullable Instant recordedAt(JsonNode value) {
    return value.isNull() ? null : VideoMembers.recordedAt(text("recordedAt", value));
  }

  private static List<String> tags(JsonNode value) {
    if (value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw invalid("tags", value, "an array of strings");
    }
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : value) {
      tags.add(text("tags", tag));
    }
    return VideoMembers.tags(tags);
  }

  private static String text(String member, JsonNode value) {
    if (!value.isString()) {
      throw invalid(member, value, "a string");
    }
    return value.stringValue();
  }

  private static ProblemException invalid(String member, JsonNode found, String expected) {
    return new ProblemException(
        ProblemCode.VIDEO_INVALID_PATCH,
        "%s: %s (expected: %s)".formatted(member, found.getNodeType(), expected));
  }
}

package io.cuepoint.api.upload;

import io.cuepoint.api.analysis.TaskText;
import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Text;
import io.cuepoint.api.video.VideoMembers;
import io.cuepoint.contract.SamplingWishes;
import io.cuepoint.contract.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields beside the file: {@code name}, {@code recordedAt}, {@code tag} (repeatable), and what
 * is asked of the video: {@code task}, {@code look-for} (repeatable), {@code query}, {@code
 * schema}; and how densely to sample it: {@link SamplingFields}.
 */
final class UploadFields {
  private static final Set<String> FIELDS =
      Set.of("name", "recordedAt", "tag", "task", "look-for", "query", "schema");

  private final SamplingFields sampling = new SamplingFields();

  private @Nullable String name;
  private @Nullable Instant recordedAt;
  private final List<String> tags = new ArrayList<>();
  private final List<String> lookFor = new ArrayList<>();
  private @Nullable String task;
  private @Nullable String query;
  private @Nullable String schema;

  void set(String field, String value) {
    switch (field) {
      case "name" -> {
        once(field, name);
        name = VideoMembers.name(value);
      }
      case "recordedAt" -> {
        once(field, recordedAt);
        recordedAt = VideoMembers.recordedAt(value.strip());
      }
      case "tag" -> {
        tags.add(value);
        VideoMembers.tags(tags);
      }
      case "task" -> {
        once(field, task);
        task = value.strip();
      }
      case "look-for" -> lookFor.add(value.strip());
      case "query" -> {
        once(field, query);
        query = value.strip();
      }
      case "schema" -> {
        once(field, schema);
        schema = value;
      }
      default -> {
        if (!sampling.set(field, value.strip())) {
          throw unknown(field);
        }
      }
    }
  }

  @Nullable String name() {
    return name;
  }

  @Nullable Instant recordedAt() {
    return recordedAt;
  }

  List<String> tags() {
    return VideoMembers.tags(tags);
  }

  /** What is asked of the video. */
  Task task() {
    return TaskText.of(task, lookFor, query, schema, ProblemCode.UPLOAD_INVALID_TASK);
  }

  /** How densely to sample it; null where nothing is said of that. */
  @Nullable SamplingWishes sampling() {
    return sampling.wishes();
  }

  static void checkKnown(String field) {
    if (field.equals("file")) {
      throw new ProblemException(
          ProblemCode.UPLOAD_NO_FILE, "file: a field (expected: a part with a filename)");
    }
    if (!FIELDS.contains(field) && !SamplingFields.NAMES.contains(field)) {
      throw unknown(field);
    }
  }

  static ProblemException unknown(String field) {
    return new ProblemException(
        ProblemCode.UPLOAD_UNKNOWN_FIELD,
        Text.shown(field)
            + ": unknown (expected: file, name, recordedAt, tag, task, look-for, query, schema, "
            + String.join(", ", SamplingFields.NAMES)
            + ")");
  }

  static void once(String field, @Nullable Object before) {
    if (before != null) {
      throw new ProblemException(
          ProblemCode.UPLOAD_REPEATED_FIELD, field + ": given twice (expected: once)");
    }
  }
}

package io.cuepoint.api.upload;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Text;
import io.cuepoint.contract.SamplingWishes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields that go before what is configured of sampling: {@code baseRate}, {@code leastRate},
 * {@code mostRate} (0.5, 1, 2 or 4 frames a second), {@code clipTokens}, {@code videoFrames}.
 */
final class SamplingFields {
  static final List<String> NAMES =
      List.of("baseRate", "leastRate", "mostRate", "clipTokens", "videoFrames");

  private final Map<String, String> given = new HashMap<>();

  /** Takes a field; whether it is one of these. */
  boolean set(String field, String value) {
    if (!NAMES.contains(field)) {
      return false;
    }
    UploadFields.once(field, given.put(field, value));
    return true;
  }

  /** What was given; null where nothing was. */
  @Nullable SamplingWishes wishes() {
    if (given.isEmpty()) {
      return null;
    }
    try {
      return new SamplingWishes(
          rate("baseRate"),
          rate("leastRate"),
          rate("mostRate"),
          budget("clipTokens"),
          budget("videoFrames"));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemCode.UPLOAD_INVALID_SAMPLING, String.valueOf(e.getMessage()), e);
    }
  }

  private @Nullable Double rate(String name) {
    String text = given.get(name);
    try {
      return text == null ? null : Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw noNumber(name, text, e);
    }
  }

  private @Nullable Integer budget(String name) {
    String text = given.get(name);
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw noNumber(name, text, e);
    }
  }

  private static IllegalArgumentException noNumber(
      String name, String found, NumberFormatException cause) {
    return new IllegalArgumentException(
        "%s: %s (expected: a number)".formatted(name, Text.shown(found)), cause);
  }
}

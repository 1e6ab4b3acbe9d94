package io.cuepoint.api.query;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in paths: what is not a UUID in its usual form names nothing that there is. */
public final class Ids {
  private static final Pattern UUID_TEXT =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private Ids() {}

  /** The UUID; stricter than {@link UUID#fromString}, which takes {@code 1-1-1-1-1}. */
  public static Optional<UUID> parse(String text) {
    return UUID_TEXT.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  public static UUID video(String text) {
    return parse(text).orElseThrow(() -> videoNotFound(text));
  }

  public static UUID event(String text) {
    return parse(text).orElseThrow(() -> eventNotFound(text));
  }

  public static ProblemException videoNotFound(Object id) {
    return new ProblemException(ProblemCode.VIDEO_NOT_FOUND, "no video has the id " + shown(id));
  }

  public static ProblemException eventNotFound(Object id) {
    return new ProblemException(ProblemCode.EVENT_NOT_FOUND, "no event has the id " + shown(id));
  }

  public static ProblemException analysisNotFound(Object id) {
    return new ProblemException(
        ProblemCode.ANALYSIS_NOT_FOUND, "no analysis of the video has the id " + shown(id));
  }

  private static String shown(Object id) {
    return Text.shown(id.toString());
  }
}

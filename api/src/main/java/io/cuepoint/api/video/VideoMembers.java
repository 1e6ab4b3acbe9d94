package io.cuepoint.api.video;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Text;
import io.cuepoint.api.query.WallClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What callers may say about a video, and its limits. */
public final class VideoMembers {
  /** Longest name, in characters. */
  public static final int NAME_LIMIT = 200;

  /** Longest tag, in characters. */
  public static final int TAG_LIMIT = 64;

  /** Most tags of one video. */
  public static final int TAGS_LIMIT = 20;

  private VideoMembers() {}

  public static String name(String given) {
    return text(given, NAME_LIMIT, ProblemCode.VIDEO_INVALID_NAME, "name");
  }

  /** The tags without repeats, in the order given. */
  public static List<String> tags(List<String> given) {
    LinkedHashSet<String> tags = new LinkedHashSet<>();
    for (String tag : given) {
      tags.add(text(tag, TAG_LIMIT, ProblemCode.VIDEO_INVALID_TAG, "tag"));
    }
    if (tags.size() > TAGS_LIMIT) {
      throw new ProblemException(
          ProblemCode.VIDEO_INVALID_TAG,
          "tags: %d (expected: %d at most)".formatted(tags.size(), TAGS_LIMIT));
    }
    return new ArrayList<>(tags);
  }

  public static Instant recordedAt(String given) {
    return WallClock.parse(given)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.VIDEO_INVALID_RECORDED_AT,
                    "recordedAt: %s (expected: %s)"
                        .formatted(Text.shown(given), WallClock.EXPECTED)));
  }

  private static String text(String given, int limit, ProblemCode code, String member) {
    String text = given.strip();
    int length = text.codePointCount(0, text.length());
    if (length == 0 || length > limit) {
      throw new ProblemException(
          code, "%s: %d characters (expected: 1 to %d)".formatted(member, length, limit));
    }
    Text.fault(text)
        .ifPresent(
            fault -> {
              throw new ProblemException(
                  code, "%s: %s (expected: text without it)".formatted(member, fault));
            });
    return text;
  }
}

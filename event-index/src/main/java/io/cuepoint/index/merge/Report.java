package io.cuepoint.index.merge;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.TimeSpan;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What was reported, with the window of the clip in which it was seen.
 *
 * @param window null for the whole video, and as long as the clip's is not known
 */
public record Report(EventLocalized message, @Nullable TimeSpan window) {
  /** By place, then by what is said, then by id: the same for any order of arrival. */
  static final Comparator<Report> BY_PLACE =
      Comparator.comparing((Report report) -> report.span().start())
          .thenComparing(report -> report.span().end())
          .thenComparing(Report::wording)
          .thenComparing(report -> report.message().reportId());

  TimeSpan span() {
    return message.span();
  }

  String wording() {
    return Wording.of(message.description());
  }
}

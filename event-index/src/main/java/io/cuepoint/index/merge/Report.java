package io.cuepoint.index.merge;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What was reported, with the window of the clip in which it was seen.
 *
 * @param window null for the whole video, and as long as the clip's is not known
 */
public record Report(EventLocalized message, @Nullable TimeSpan window) {
  /** Within this of a window's border an event is taken to go on beyond it: 1 s. */
  static final long BORDER_MICROS = 1_000_000;

  /** By place, then by id: the same for any order of arrival. */
  static final Comparator<Report> BY_PLACE =
      Comparator.comparing((Report report) -> report.span().start())
          .thenComparing(report -> report.span().end())
          .thenComparing(report -> report.message().reportId());

  TimeSpan span() {
    return message.span();
  }

  boolean cutAtStart() {
    return window != null && window.start().microsUntil(span().start()) <= BORDER_MICROS;
  }

  boolean cutAtEnd() {
    return window != null && span().end().microsUntil(window.end()) <= BORDER_MICROS;
  }

  /** Whether {@code next}, from a window that begins later, shows how this one goes on. */
  boolean goesOnIn(Report next) {
    if (window == null || next.window == null || !cutAtEnd() || !next.cutAtStart()) {
      return false;
    }
    MediaTime nextStart = next.window.start();
    return window.start().isBefore(nextStart)
        && window.end().microsUntil(nextStart) <= BORDER_MICROS;
  }
}

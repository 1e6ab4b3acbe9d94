package io.cuepoint.api.event;

import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;

/** Events as WebVTT cues (W3C): a cue an event, its id the event's. */
final class WebVtt {
  static final String TYPE_VALUE = "text/vtt";
  static final MediaType TYPE = new MediaType("text", "vtt", StandardCharsets.UTF_8);
  static final String HEADER = "WEBVTT\n";

  private WebVtt() {}

  static String cues(List<Event> events) {
    StringBuilder cues = new StringBuilder();
    for (Event event : events) {
      long start = Math.max(0, Math.floorDiv(event.start().micros(), 1000));
      // a cue must end after it starts; a cut between two frames may be shorter than a millisecond
      long end = Math.max(start + 1, millisUp(event.end()));
      cues.append('\n')
          .append(event.id())
          .append('\n')
          .append(time(start))
          .append(" --> ")
          .append(time(end))
          .append('\n')
          .append(text(event.label() + ": " + event.description()))
          .append('\n');
    }
    return cues.toString();
  }

  private static long millisUp(MediaTime time) {
    return -Math.floorDiv(-time.micros(), 1000);
  }

  private static String time(long millis) {
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1000 % 60,
        millis % 1000);
  }

  /** One line of cue text: a blank line would end the cue, markup would be taken for tags. */
  private static String text(String plain) {
    return plain
        .replaceAll("\\s+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}

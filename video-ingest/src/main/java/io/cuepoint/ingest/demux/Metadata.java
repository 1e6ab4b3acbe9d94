package io.cuepoint.ingest.demux;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.jspecify.annotations.Nullable;

/** What a container's tags say. */
final class Metadata {
  /** Nothing digital was recorded before; clocks that were never set say 1904 or 1970. */
  private static final Instant EARLIEST = Instant.parse("1980-01-02T00:00:00Z");

  private Metadata() {}

  static @Nullable String find(@Nullable AVDictionary tags, String key) {
    AVDictionaryEntry entry = tags == null ? null : av_dict_get(tags, key, null, 0);
    if (entry == null) {
      return null;
    }
    String text = entry.value().getString(StandardCharsets.UTF_8).replace("\0", "").strip();
    return text.isEmpty() ? null : text;
  }

  static @Nullable Instant creationTime(@Nullable AVDictionary tags) {
    String text = find(tags, "creation_time");
    if (text == null) {
      return null;
    }
    try {
      Instant time = Instant.parse(text);
      return time.isBefore(EARLIEST) ? null : time;
    } catch (DateTimeException e) {
      return null;
    }
  }
}

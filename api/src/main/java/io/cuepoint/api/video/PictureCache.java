package io.cuepoint.api.video;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The pictures asked for last, up to a number of bytes. Safe for concurrent use. */
final class PictureCache {
  private final long maxBytes;
  private final Map<String, byte[]> pictures = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  PictureCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized Optional<byte[]> find(String key) {
    return Optional.ofNullable(pictures.get(key));
  }

  synchronized void put(String key, byte[] picture) {
    byte[] before = pictures.put(key, picture);
    bytes += picture.length - (before == null ? 0 : before.length);
    var oldest = pictures.entrySet().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      bytes -= oldest.next().getValue().length;
      oldest.remove();
    }
  }
}

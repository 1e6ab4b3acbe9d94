package io.cuepoint.worker.constrain;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The masks used last, by rule. Bounded in bytes; thread-safe. */
final class MaskCache {
  /** About what a rule and its entry take. */
  private static final long ENTRY = 512;

  private final long limit;
  private final Map<Rule, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  MaskCache(long limit) {
    this.limit = limit;
  }

  synchronized @Nullable Mask find(Rule rule) {
    Entry entry = entries.get(rule);
    return entry == null ? null : entry.mask;
  }

  /** Keeps a mask. {@code own} are the bytes that nothing else keeps. */
  synchronized void put(Rule rule, Mask mask, long own) {
    Entry entry = new Entry(mask, own + ENTRY);
    if (entries.putIfAbsent(rule, entry) != null) {
      return;
    }
    bytes += entry.bytes;
    Iterator<Entry> oldest = entries.values().iterator();
    while (bytes > limit) {
      bytes -= oldest.next().bytes;
      oldest.remove();
    }
  }

  /** Bytes that are kept now. */
  synchronized long bytes() {
    return bytes;
  }

  private record Entry(Mask mask, long bytes) {}
}

package io.cuepoint.ingest.signal;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.StableId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the findings of one detector into messages, and no more of them than allowed. */
final class Reporter implements Consumer<Finding> {
  private static final long MINUTE_MICROS = 60_000_000;
  private static final int REMEMBERED = 64;

  private final UUID videoId;
  private final Source source;
  private final int perMinute;
  private final Consumer<EventLocalized> events;
  private final ArrayDeque<MediaTime> starts = new ArrayDeque<>();
  private long minute = Long.MIN_VALUE;
  private int inMinute;
  private int count;
  private int leftOut;
  private @Nullable MediaTime leftOutFrom;

  Reporter(UUID videoId, Source source, int perMinute, Consumer<EventLocalized> events) {
    this.videoId = videoId;
    this.source = source;
    this.perMinute = perMinute;
    this.events = events;
  }

  @Override
  public void accept(Finding finding) {
    MediaTime start = finding.span().start();
    if (starts.contains(start)) {
      // an id of its own is what tells two events apart, and it is made of the start
      return;
    }
    long itsMinute = Math.floorDiv(start.micros(), MINUTE_MICROS);
    if (itsMinute > minute) {
      minute = itsMinute;
      inMinute = 0;
    }
    if (inMinute == perMinute) {
      leftOut++;
      leftOutFrom = leftOutFrom == null ? start : leftOutFrom;
      return;
    }
    inMinute++;
    count++;
    if (starts.size() == REMEMBERED) {
      starts.removeFirst();
    }
    starts.addLast(start);
    String label = source.name();
    events.accept(
        new EventLocalized(
            StableId.of(videoId, source.name(), source.version(), label, start.micros()),
            videoId,
            null,
            finding.span(),
            label,
            finding.description(),
            finding.evidence(),
            finding.uncertainty(),
            finding.confidence(),
            source,
            List.of(),
            null));
  }

  /** Notes what was reported, or takes it back. */
  void remember(Memo memo) throws IOException {
    int size = memo.count(starts.size(), REMEMBERED);
    List<MediaTime> now = List.copyOf(starts);
    starts.clear();
    for (int i = 0; i < size; i++) {
      starts.add(memo.time(i < now.size() ? now.get(i) : MediaTime.ZERO));
    }
    minute = memo.whole(minute);
    inMinute = memo.count(inMinute, Integer.MAX_VALUE);
    count = memo.count(count, Integer.MAX_VALUE);
    leftOut = memo.count(leftOut, Integer.MAX_VALUE);
    leftOutFrom = memo.timeIfAny(leftOutFrom);
  }

  Source source() {
    return source;
  }

  int count() {
    return count;
  }

  /** What was left out and why; null when nothing was. */
  @Nullable String leftOut() {
    if (leftOutFrom == null) {
      return null;
    }
    return "%d events left out, from %s on: more than %d a minute"
        .formatted(leftOut, leftOutFrom, perMinute);
  }
}

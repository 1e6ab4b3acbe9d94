package io.cuepoint.api.analysis;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.isolate.MediaReader;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens in videos, for plans; that of the last few is remembered, because the bytes of a
 * video never change. Looks into one video at a time. Blocking.
 */
class Activities {
  private static final Logger LOG = LoggerFactory.getLogger(Activities.class);

  private static final int REMEMBERED = 32;

  private final MediaReader media;
  private final ObjectStore objects;
  private final Map<String, ActivityTrack> last = new LinkedHashMap<>(16, 0.75f, true);

  Activities(MediaReader media, ObjectStore objects) {
    this.media = media;
    this.objects = objects;
  }

  /**
   * Of the video under {@code object}.
   *
   * @param duration of the video, for one that cannot be looked into now
   */
  synchronized ActivityTrack of(String object, MediaTime duration) {
    ActivityTrack known = last.get(object);
    if (known != null) {
      return known;
    }
    try {
      ActivityTrack found = media.activity(objects.location(object));
      last.put(object, found);
      if (last.size() > REMEMBERED) {
        last.remove(last.keySet().iterator().next());
      }
      return found;
    } catch (IOException | UnreadableMediaException e) {
      LOG.info("No activity of {} for a plan: {}", object, e.toString());
      return ActivityTrack.unknown(duration, "the video cannot be looked into now");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ActivityTrack.unknown(duration, "interrupted");
    }
  }
}

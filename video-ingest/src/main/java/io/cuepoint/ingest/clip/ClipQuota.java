package io.cuepoint.ingest.clip;

import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes ingest wait while the clips that no worker has looked at yet take too much room. */
public final class ClipQuota {
  private static final Logger LOG = LoggerFactory.getLogger(ClipQuota.class);

  private final ObjectStore objects;
  private final long bytes;
  private final Duration recheck;

  /**
   * @param bytes how much all clips together may take before another is begun
   * @param recheck how long to wait before looking again
   */
  public ClipQuota(ObjectStore objects, long bytes, Duration recheck) {
    this.objects = objects;
    this.bytes = bytes;
    this.recheck = recheck;
  }

  /** Returns once there is room for another clip. */
  void awaitRoom() throws IOException, InterruptedException {
    boolean told = false;
    for (long used = used(); used >= bytes; used = used()) {
      if (!told) {
        LOG.info("Ingest pauses: clips take {} bytes, the quota is {}", used, bytes);
        told = true;
      }
      Thread.sleep(recheck.toMillis());
    }
  }

  private long used() throws IOException {
    LongAdder bytes = new LongAdder();
    objects.each(ClipKeys.ALL, clip -> bytes.add(clip.bytes()));
    return bytes.sum();
  }
}

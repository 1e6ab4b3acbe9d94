package io.cuepoint.ingest.consume;

import io.cuepoint.contract.Failure;
import io.cuepoint.ingest.clip.ClipKeys;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.isolate.DecoderDiedException;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.StorageFullException;
import io.cuepoint.queue.WorkHandler;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One item of a queue of videos. Everything that its sampling publishes is the same again when it
 * is done again, so that an item whose ingest was killed may be taken up by another.
 */
final class SamplingWork<T> implements WorkHandler<T> {
  private static final Logger LOG = LoggerFactory.getLogger(SamplingWork.class);

  /** A file that brings so many decoders down is not given to a further one. */
  private static final int DEATHS = 2;

  private final ObjectStore objects;
  private final Sampling<T> sampling;
  private final Duration waitForRoom;

  /**
   * @param waitForRoom how long to wait after the disk was full before beginning anew
   */
  SamplingWork(ObjectStore objects, Sampling<T> sampling, Duration waitForRoom) {
    this.objects = objects;
    this.sampling = sampling;
    this.waitForRoom = waitForRoom;
  }

  @Override
  public void handle(T item) throws Exception {
    int deaths = 0;
    while (true) {
      try {
        if (done(item)) {
          return;
        }
        Thread.sleep(waitForRoom.toMillis());
      } catch (DecoderDiedException e) {
        LOG.warn("Reading video {}: {}", sampling.videoId(item), e.getMessage());
        if (++deaths == DEATHS) {
          sampling.fail(item, e.failure());
          return;
        }
      }
    }
  }

  @Override
  public void abandoned(T item, String cause) throws Exception {
    sampling.fail(item, new Failure("ingest.failed", cause));
  }

  private boolean done(T item) throws Exception {
    try {
      VideoGoneException.unlessThere(objects, sampling.object(item));
      sampling.run(item);
    } catch (VideoGoneException e) {
      LOG.info("Video {} was deleted, its ingest ends", sampling.videoId(item));
      objects.deleteAll(ClipKeys.of(sampling.videoId(item)));
    } catch (UnreadableMediaException e) {
      LOG.info("Video {} cannot be read: {}", sampling.videoId(item), e.getMessage());
      sampling.fail(item, e.failure());
    } catch (StorageFullException e) {
      LOG.warn("Ingest of {} waits for room: {}", sampling.videoId(item), e.getMessage());
      return false;
    }
    return true;
  }
}

package io.cuepoint.ingest.consume;

import io.cuepoint.contract.Failure;
import io.cuepoint.contract.VideoFailed;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.ingest.clip.ClipKeys;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.StorageFullException;
import io.cuepoint.object.StoredObject;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.WorkHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One video from the queue. Everything it publishes is the same again when it is done again, so a
 * video whose ingest was killed is simply begun anew.
 */
final class VideoWork implements WorkHandler<VideoRegistered> {
  private static final Logger LOG = LoggerFactory.getLogger(VideoWork.class);

  private final ObjectStore objects;
  private final MessagePublisher publisher;
  private final VideoPass pass;
  private final Duration waitForRoom;

  /**
   * @param waitForRoom how long to wait after the disk was full before beginning anew
   */
  VideoWork(ObjectStore objects, MessagePublisher publisher, VideoPass pass, Duration waitForRoom) {
    this.objects = objects;
    this.publisher = publisher;
    this.pass = pass;
    this.waitForRoom = waitForRoom;
  }

  @Override
  public void handle(VideoRegistered video) throws Exception {
    while (!done(video)) {
      Thread.sleep(waitForRoom.toMillis());
    }
  }

  @Override
  public void abandoned(VideoRegistered video, String cause) throws Exception {
    fail(video, new Failure("ingest.failed", cause));
  }

  private boolean done(VideoRegistered video) throws Exception {
    try {
      if (objects.find(video.object()).isEmpty()) {
        throw new VideoGoneException();
      }
      pass.run(video);
    } catch (VideoGoneException e) {
      LOG.info("Video {} was deleted, its ingest ends", video.videoId());
      deleteClips(objects, video.videoId());
    } catch (UnreadableMediaException e) {
      LOG.info("Video {} cannot be read: {}", video.videoId(), e.getMessage());
      fail(video, e.failure());
    } catch (StorageFullException e) {
      LOG.warn("Ingest of video {} waits for room: {}", video.videoId(), e.getMessage());
      return false;
    }
    return true;
  }

  private void fail(VideoRegistered video, Failure failure) throws Exception {
    publisher
        .publish(VideoFailed.TOPIC, new VideoFailed(video.videoId(), failure, List.of()))
        .get();
  }

  static void deleteClips(ObjectStore objects, UUID videoId) throws IOException {
    for (StoredObject clip : objects.list(ClipKeys.of(videoId))) {
      objects.delete(clip.key());
    }
  }
}

package io.cuepoint.ingest.consume;

import io.cuepoint.contract.AnalysisRequested;
import io.cuepoint.contract.AnalysisSampled;
import io.cuepoint.contract.Failure;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.StorageFullException;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.WorkHandler;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One further look at a video from the queue; done again, it publishes the same again. */
final class AnalysisWork implements WorkHandler<AnalysisRequested> {
  private static final Logger log = LoggerFactory.getLogger(AnalysisWork.class);

  private final ObjectStore objects;
  private final MessagePublisher publisher;
  private final AnalysisPass pass;
  private final Duration waitForRoom;

  AnalysisWork(
      ObjectStore objects, MessagePublisher publisher, AnalysisPass pass, Duration waitForRoom) {
    this.objects = objects;
    this.publisher = publisher;
    this.pass = pass;
    this.waitForRoom = waitForRoom;
  }

  @Override
  public void handle(AnalysisRequested request) throws Exception {
    while (!done(request)) {
      Thread.sleep(waitForRoom.toMillis());
    }
  }

  @Override
  public void abandoned(AnalysisRequested request, String cause) throws Exception {
    fail(request, new Failure("ingest.failed", cause));
  }

  private boolean done(AnalysisRequested request) throws Exception {
    try {
      if (objects.find(request.object()).isEmpty()) {
        throw new VideoGoneException();
      }
      pass.run(request);
    } catch (VideoGoneException e) {
      log.info("Video {} was deleted, its analysis ends", request.videoId());
      VideoWork.deleteClips(objects, request.videoId());
    } catch (UnreadableMediaException e) {
      fail(request, e.failure());
    } catch (StorageFullException e) {
      log.warn("An analysis of {} waits for room: {}", request.videoId(), e.getMessage());
      return false;
    }
    return true;
  }

  private void fail(AnalysisRequested request, Failure failure) throws Exception {
    publisher
        .publish(
            AnalysisSampled.TOPIC,
            new AnalysisSampled(request.videoId(), request.analysis().id(), 0, List.of(), failure))
        .get();
  }
}

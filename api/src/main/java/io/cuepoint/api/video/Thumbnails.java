package io.cuepoint.api.video;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.index.store.Video;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.object.ObjectStore;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Decodes thumbnails on a few threads of its own, and keeps the latest. */
final class Thumbnails implements AutoCloseable {
  private final FramePictures pictures;
  private final ObjectStore objects;
  private final ThumbnailProperties properties;
  private final PictureCache cache;
  private final ThreadPoolExecutor decoders;

  Thumbnails(FramePictures pictures, ObjectStore objects, ThumbnailProperties properties) {
    this.pictures = pictures;
    this.objects = objects;
    this.properties = properties;
    this.cache = new PictureCache(properties.cache().toBytes());
    this.decoders =
        new ThreadPoolExecutor(
            properties.threads(),
            properties.threads(),
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(properties.waiting()),
            work -> {
              Thread thread = new Thread(work, "thumbnail");
              thread.setDaemon(true);
              return thread;
            });
    decoders.allowCoreThreadTimeOut(true);
  }

  /** What tells this picture from all others. */
  static String key(Video video, MediaTime time, int width) {
    return video.sha256() + '-' + time.micros() + '-' + width;
  }

  Mono<byte[]> jpeg(Video video, MediaTime time, int width) {
    String key = key(video, time, width);
    return cache
        .find(key)
        .map(Mono::just)
        .orElseGet(
            () ->
                Mono.<byte[]>create(sink -> submit(sink, video, time, width))
                    .timeout(properties.timeout())
                    .onErrorMap(TimeoutException.class, Thumbnails::busy));
  }

  private void submit(MonoSink<byte[]> sink, Video video, MediaTime time, int width) {
    FutureTask<Void> task = new FutureTask<>(() -> decode(sink, video, time, width), null);
    sink.onCancel(
        () -> {
          // nobody waits for it any more
          decoders.remove(task);
          task.cancel(true);
        });
    try {
      decoders.execute(task);
    } catch (RejectedExecutionException e) {
      sink.error(busy(e));
    }
  }

  private void decode(MonoSink<byte[]> sink, Video video, MediaTime time, int width) {
    try {
      String key = key(video, time, width);
      Optional<byte[]> picture = cache.find(key);
      if (picture.isEmpty()) {
        picture = pictures.jpeg(objects.location(video.object()), time, width);
        picture.ifPresent(bytes -> cache.put(key, bytes));
      }
      sink.success(picture.orElseThrow(() -> noFrame("it has no pictures")));
    } catch (UnreadableMediaException e) {
      sink.error(noFrame(e.detail()));
    } catch (InterruptedException e) {
      // the request is over; the pool's thread goes on
      Thread.interrupted();
    } catch (Exception e) {
      sink.error(e);
    }
  }

  private static ProblemException noFrame(String reason) {
    return new ProblemException(ProblemCode.THUMBNAIL_NO_FRAME, "the video: " + reason);
  }

  private static ProblemException busy(Throwable cause) {
    return new ProblemException(
        ProblemCode.THUMBNAIL_BUSY, "too many pictures are being decoded; try again", cause);
  }

  @Override
  public void close() {
    decoders.shutdownNow();
  }
}
